import { normalizeWord, stemWord } from '../text/stem';

/** Themes of everyday life that documents about running systems do not treat. */
export const OFF_TOPIC_STEMS: ReadonlySet<string> = new Set(
  `
poem poetry song lyrics story novel joke riddle haiku essay recipe cook cooking bake pasta soup pizza cake dinner lunch breakfast restaurant coffee beer wine
weather rain snow sunny forecast football soccer basketball tennis hockey olympics championship movie film actor actress singer band music concert game chess
horoscope astrology zodiac love girlfriend boyfriend wedding birthday gift vacation holiday flight hotel travel tourism capital country president election politics
religion god medicine doctor diet workout fitness yoga cat dog pet animal planet universe autumn spring summer winter bitcoin lottery shopping fashion car
translate translation homework crossword
стих стихотворение поэма песня рассказ сказка роман анекдот шутка загадка сочинение рецепт борщ суп пирог паста пицца торт ужин обед завтрак ресторан кофе пиво вино
погода дождь снег прогноз футбол хоккей баскетбол теннис чемпионат матч кино фильм актер актриса певец музыка концерт игра шахматы
гороскоп зодиак любовь девушка парень свадьба рождения подарок отпуск праздник отель путешествие столица страна президент выборы политика
религия бог медицина врач диета тренировка фитнес йога кот кошка собака животное планета вселенная осень весна лето зима биткоин лотерея мода машина
перевод переведи перевести кроссворд
`
    .split(/\s+/)
    .filter(Boolean)
    .map(word => stemWord(normalizeWord(word))),
);
