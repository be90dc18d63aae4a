/** Words of English questions about running systems; stems of them are what counts. */

/** Words that carry grammar. A text with these is prose, not a log line. */
export const ENGLISH_FUNCTION_WORDS = `
a an the this that these those there here it its i me my we our us you your he she they them their his her
is are was were be been being am do does did done doing have has had having will would shall should can could may might must
and or but if then else so because since until when while where why who whom whose which what whats how
in on at by for from to into onto of off over under after before between during about against with without within through across
not no nor only just also too very more most less least than as up down out again still yet already now ever never
any some all each every both few many much other another such same own
dont doesnt didnt cant cannot wont isnt arent wasnt im ive lets please thanks let
`;

/** Words of daily work that name no technical thing. */
export const ENGLISH_COMMON_WORDS = `
get gets got give gives show tell tells see look looks find want need know mean means say says go goes going come comes make makes
take takes took keep keeps kept put use used uses using work works working try tries help happen happened happening seem
think ask answer answers call calls read write open close check test turn move change changed changes changing start starts started stop stops
stopped run runs running ran send sent receive receives return returns returned finish finished end ended begin lose lost leave wait waiting
right wrong good bad better worse best new newer newest old older latest last next first second third previous current recent recently
today yesterday tomorrow tonight morning evening night noon midnight hour hours minute minutes second seconds day days week weeks month months
time times ago moment past future monday tuesday wednesday thursday friday saturday sunday
thing things way ways step steps part number name names list kind type types word words question problem problems issue issues trouble
reason cause caused causes root thing anything something nothing everything anybody somebody everyone everybody nobody visitor visitors
user users customer customers people team teams owner owners person colleague one two three four five six ten
big small high low higher lower fast slow slower quick quickly empty full whole open free busy ready ok okay fine healthy alive
safe possible normal usual usually sure really actually maybe enough instead together ahead behind missed
explain describe difference different compare versus like between example sale order ordered place placed
suddenly constantly always often twice once back away around push pull set show write place point page pages
follow following forward handle handles respond reply replies block blocks blocking grow grows growing drop drops dropped rise rising
increase decrease raise reduce add remove delete create clean clear fix fixed repair solve resolve restore recover
purge skip renew retry replay undo redo revert escalate contact notify inform handover hand
`;

/** Words of the trade. One of them makes a question one for the assistant. */
export const ENGLISH_OPS_WORDS = `
pod pods node nodes cluster clusters container containers deployment deployments deploy deployed deploys deploying release releases released
rollout rollback roll rolled replica replicas scale scaling scaled namespace kubernetes kubectl k8s helm argocd flux ingress service services
image images registry volume pvc configmap secret secrets config configuration configure configured setting settings env variable
restart restarts restarted restarting crash crashes crashed crashing crashloop loop oom oomkilled memory heap cpu disk gpu quota limit limits request requests
evicted eviction pending scheduler scheduling scheduled schedule taint drain cordon probe liveness readiness
log logs logging trace traces tracing stack stacktrace exception exceptions error errors fail fails failed failing failure failures
timeout timeouts latency throughput traffic load rps qps percentile p50 p90 p95 p99 metric metrics graph chart charts dashboard value values
alert alerts alerting firing incident incidents outage degraded degradation unavailable availability sla slo uptime health status state
oncall runbook runbooks playbook postmortem handover escalation handbook guide procedure instruction
kafka topic topics partition partitions offset offsets consumer consumers producer broker brokers lag rebalance group groups message messages
queue queued queues dlq dead letter poison backlog event events stream streaming
database databases db postgres postgresql sql table tables index indexes connection connections pool lock locks deadlock replication
query queries migration migrations backup cache redis elasticsearch elastic kibana shard shards
airflow dag dags task tasks operator sensor backfill pipeline pipelines job jobs batch etl
spark executor executors driver stage stages shuffle partitioned application
model models training train trained retrain inference serving kserve canary rollout predict prediction predictions predictor
feature features experiment experiments mlflow drift psi accuracy precision recall auc score scores dataset data artifact version versions promote promoted promotion
certificate certificates tls ssl dns network endpoint endpoints host hosts port ports http https grpc api token auth login
commit commits branch merge build builds pipeline ci cd deploy hotfix patch upgrade upgraded update updated
prometheus grafana filebeat logstash alertmanager exporter
exit code codes signal kill killed terminated insufficient nvidia cold warm startup start
monitor monitoring observability prod production staging
`;
