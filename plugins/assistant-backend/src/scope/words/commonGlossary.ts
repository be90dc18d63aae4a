/**
 * Common words of machines, shops, data and models, a line each: English ones, then Russian ones
 * and slang. Most of them let a Russian question meet a page that is written in English only.
 */
export const COMMON_GLOSSARY = `
memory, RAM | память, оперативка
cpu, processor | процессор, цпу
gpu, graphics card | видеокарта, гпу
disk, storage | диск, хранилище
volume | том
network | сеть
machine, host | машина, хост
server | сервер
java, jvm | джава, ява
heap | куча, хип
heap dump, dump | дамп, слепок, снимок памяти
thread | поток, тред
process | процесс
throttling | троттлинг
autoscaler, HPA, scaling | автоскейлер, автомасштабирование, масштабирование
probe, readiness | проба, проверка готовности
ingress, gateway, edge, proxy | ингресс, шлюз, прокси, вход
browser | браузер
site, website | сайт
page | страница
user | пользователь, юзер
customer, buyer, shopper | покупатель, клиент
order | заказ
cart, basket | корзина
payment, charge | платёж, оплата, списание
refund, money back | возврат денег, возврат средств
money | деньги
card | карта
provider | провайдер, эквайер
product, item | товар
price | цена
storefront, shop | витрина, магазин
search | поиск
catalog | каталог
recommendation | рекомендация
fraud | антифрод, мошенничество
traffic | трафик
request, query | запрос
response, answer | ответ
call | вызов
slow | медленный, долго
availability, downtime | доступность, простой
outage | отказ, недоступность
crash, die | падать, упасть, ложиться
hang, stuck | зависнуть, застрять
grow | расти, увеличиваться
lose, lost | потерять, пропасть
missing, empty | пропавший, пустой
retry | повтор, ретрай
repeat, rerun, again | заново, повторно, перезапуск задачи
delete, remove | удалить, стереть
upgrade, update | обновить, обновление, апгрейд
create, add | создать, добавить, завести
configure, set up, enable | настроить, включить, настройка
install | установить, поставить
move, migrate | перенести, перевезти
check, verify | проверить, проверка
start, launch | запустить, запуск, стартовать
stop, pause | остановить, пауза
switch | переключить
skip | пропустить
replay | переиграть, воспроизвести
send | отправить
read | читать
write | писать, записать
publish | опубликовать
promote | продвинуть
compare | сравнить
renew, expire | продлить, истекать
rotate | сменить, ротация
access, permission | доступ, права
password, credential | пароль, учётные данные
token | токен
key | ключ
signature | подпись
security | безопасность
vulnerability | уязвимость
library, dependency | библиотека, зависимость
build | сборка, собрать
test | тест
flaky | мигающий, нестабильный
merge, pull request | мерж, слияние, пулл-реквест
branch, commit | ветка, коммит
repository | репозиторий, репа
version | версия
manifest | манифест
chart | чарт
variable | переменная
message, record | сообщение, запись
event | событие
queue | очередь
backlog | завал, накопившееся
leader | лидер
in-sync replica, ISR | синхронная реплика
schema | схема
table | таблица
column, field | колонка, столбец, поле
row | строка
transaction | транзакция
slot | слот, место
primary | первичный, мастер
failover | переключение на запасной
shard | шард
alias | алиас
document | документ
dns, name resolution | днс, разрешение имён
address | адрес
certificate, TLS | сертификат, замок
trace | трейс, трассировка
graph, chart, panel | график
label | метка, лейбл
cardinality | кардинальность
threshold | порог
monitoring, prometheus | мониторинг, прометей
target, scrape | цель, опрос
kibana | кибана
grafana | графана
postgres, postgresql | постгрес
redis | редис
mlflow | млфлоу
kubernetes, k8s | кубернетес, кубер
helm | хелм
argo | арго
worker | воркер
scheduler | планировщик
pool | пул
schedule | расписание
deadline, SLA | срок, дедлайн
import | импорт
run | запуск, прогон
step, stage | шаг, этап, стадия
late, delay | опоздание, опаздывать
quality gate, data quality | качество данных
freshness | свежесть
null, missing value | пропуск, пустое значение
skew | перекос
spill, shuffle | шаффл, вытеснение на диск
champion | чемпион
challenger, candidate | кандидат
retrain | переобучить, учить заново
precision | точность
recall | полнота
feature store | хранилище признаков
embedding, vector | эмбеддинг, вектор
report | отчёт, выгрузка
marketing | маркетинг
flame graph, profile | флеймграф, профиль, профилирование
template | шаблон
review | ревью, проверка кода
approval | одобрение
team | команда
budget | бюджет
sale, black friday | распродажа, чёрная пятница
region, zone | регион, зона
cloud | облако
licence, license | лицензия
`;
