import { tokenize } from '../text/tokenize';
import { Glossary, termsOf } from './Glossary';

const expand = (
  text: string,
  terms: Parameters<typeof Glossary.create>[0] = [],
) => termsOf(Glossary.create(terms).find(tokenize(text)));

describe('Glossary', () => {
  it('knows slang in both directions', () => {
    expect(expand('под в крашлупе')).toEqual(
      expect.arrayContaining(['pod', 'crash loop', 'CrashLoopBackOff']),
    );
    expect(expand('после деплоя')).toEqual(
      expect.arrayContaining(['deploy', 'rollout']),
    );
    expect(expand('drain the node')).toEqual(expect.arrayContaining(['нода']));
  });

  it('takes the longest phrase', () => {
    const terms = expand('растёт лаг консьюмера');
    expect(terms).toContain('consumer lag');
    expect(terms).not.toContain('потребитель');
  });

  it('repeats nothing that is already said', () => {
    expect(expand('pods and a под')).not.toContain('pod');
  });

  it("puts the team's own words in", () => {
    const terms = [{ term: 'кролик', means: ['RabbitMQ', 'message broker'] }];
    expect(expand('кролик лежит', terms)).toEqual([
      'RabbitMQ',
      'message broker',
    ]);
    expect(expand('кролик лежит')).toEqual([]);
  });

  it('is bounded', () => {
    expect(
      expand(
        'под нода кластер образ реплика деплой релиз откат рестарт лимит лог алерт запустить остановить настроить создать обновить удалить запрос ответ заказ платёж товар',
      ).length,
    ).toBeLessThanOrEqual(48);
  });

  it('says what each word stands for', () => {
    const glossary = Glossary.create([]);
    expect(glossary.find(tokenize('у видеокарты кончилась память'))).toEqual([
      { said: 'видеокарты', means: expect.arrayContaining(['gpu']) },
      { said: 'память', means: expect.arrayContaining(['memory']) },
    ]);
  });

  it('gives a word with several meanings all of them', () => {
    const terms = expand('точность модели');
    expect(terms).toEqual(expect.arrayContaining(['accuracy', 'precision']));
  });
});
