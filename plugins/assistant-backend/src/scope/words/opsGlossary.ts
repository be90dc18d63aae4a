/**
 * What the trade calls one thing, a line each: English terms, then Russian ones and slang.
 *
 * It lets a question meet a page that uses the other word or the other language.
 */
export const OPS_GLOSSARY = `
pod | под, поды
node | нода, узел
cluster | кластер
container | контейнер
image | образ
replica | реплика
namespace | неймспейс, пространство имён
deployment | деплоймент
deploy, rollout | деплой, выкатка, раскатка, выкатить, катить, задеплоить
release | релиз
rollback, roll back, undo | откат, откатить
restart | рестарт, перезапуск, перезапустить, рестартить
crash loop, CrashLoopBackOff | крашлуп, циклический перезапуск
out of memory, OOM, OOMKilled | оом, нехватка памяти, память кончилась
quota | квота
limit | лимит
certificate | сертификат
config, configuration | конфиг, конфигурация
secret | секрет
timeout | таймаут, тайм-аут
latency | задержка, латентность, латенси, тормозит
error | ошибка
log | лог, журнал
alert | алерт, оповещение
incident | инцидент, авария, сбой
on-call | дежурный, дежурство
runbook | ранбук, инструкция
dashboard | дашборд
metric | метрика
load | нагрузка
scale, replicas | масштабировать, добавить реплик
drain | выселить поды, дрейн
kafka | кафка
topic | топик
partition | партиция, раздел
offset | оффсет, смещение
consumer | консьюмер, потребитель
consumer lag, lag | лаг консьюмера, лаг, отставание
producer | продюсер
broker | брокер
rebalance | ребаланс, перебалансировка
dead letter queue, dlq | длк, очередь недоставленных
poison message | битое сообщение, ядовитое сообщение
database | база данных, база, бд
connection pool, connections | пул соединений, коннекты, соединения
lock | блокировка
index | индекс
migration | миграция
cache | кэш, кеш
backup | бэкап, резервная копия
airflow | эйрфлоу
DAG | даг
task | таск, задача
backfill | бэкфил, пересчёт за прошлые даты, пересчитать
pipeline | пайплайн, конвейер
job | джоба, задание
spark | спарк
executor | экзекьютор, исполнитель
driver | драйвер
model | модель
training | обучение
inference, serving | инференс
canary | канарейка, канареечный
cold start | холодный старт
prediction | предсказание, предикт
feature | фича, признак
drift | дрейф, дрифт
accuracy | точность
experiment | эксперимент
dataset | датасет, набор данных
registry, model registry | реестр моделей, реестр
log pipeline, logging | логирование, сбор логов
elasticsearch | эластик
handover | передача дежурства, передать смену
escalation | эскалация
postmortem | постмортем, разбор инцидента
`;
