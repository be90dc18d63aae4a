import type { RuleTable } from './rules';

/** What English questions of each class say. Weights add up within a class; 4 or more decides alone. */
export const ENGLISH_RULES: RuleTable = {
  diagnose: [
    [
      4,
      `^ why | and why | =why $ | but why | =why is | =why are | =why did | =why does | =why do | =why can |
      =why has`,
    ],
    [2, '=why'],
    [
      4,
      `root cause | what ... cause | what ... wrong | whats wrong | what ... broken | what broke |
      what happened | what went wrong`,
    ],
    [
      4,
      'how come | who ... to blame | what ... to blame | diagnose | troubleshoot | debug',
    ],
    [3, 'the reason | the cause | reason for | reason of'],
    [2.5, '<error>'],
    [
      2,
      `crash | fail | broken | =down | outage | oom | oomkilled | evicted | insufficient | stuck | hang |
      hung | frozen | unavailable | unreachable | =dead | =dies | =died | burning | on fire | melt |
      misbehave | pending | trouble | corrupt | missing`,
    ],
    [
      2,
      `not start | cannot start | cant start | wont start | not work | not respond | cannot connect |
      cant connect | cannot reach`,
    ],
    [
      2,
      `time out | timeout | slow | leak | lost | lose | refuse | reject | block | deadlock | throttle |
      empty | stop work | keep restart | restart loop`,
    ],
    [
      2,
      `overload | saturate | full | exceed | terminated | killed | stale | duplicate | mismatch | denied |
      forbidden | expired | drop | flap | bounce`,
    ],
    [
      1.5,
      `fire | firing | error | exception | return <error> | answer <error> | exit code | degraded | spike |
      grow | issue`,
    ],
    [1, 'again | suddenly | problem'],
  ],
  state: [
    [
      4,
      '^ status | =status of | =status $ | state of | health of | how healthy | health check',
    ],
    [
      4,
      'how is @ | how are @ | hows @ | how is ... doing | how is it going | how are ... doing',
    ],
    [
      3,
      `^ is @ | ^ are @ | is @ ok | ^ is | ^ are | are all | is all | is everything | everything ok |
      all good | all green`,
    ],
    [
      4,
      `any ... problem | any ... issue | any ... incident | any ... alert | anything wrong |
      anything broken | what is firing`,
    ],
    [
      3,
      `^ did ... finish | ^ did ... succeed | ^ has ... finish | ^ did ... run | ^ did ... complete |
      ^ did ... pass`,
    ],
    [
      2,
      `=ok | =okay | healthy | ready | alive | running | up and running | still down | =up | =green |
      ^ does ... work`,
    ],
    [
      3,
      `having trouble | have trouble | having problem | having issue | still fail | still broken |
      any idea if`,
    ],
    [
      5,
      'what is down | what is broken right now | which ... are down | which ... fail',
    ],
  ],
  'how-to': [
    [
      5,
      `how do | how to | how can | how should | how would | what do i do | what do we do | what should i do |
      what should we do | what to do | how could`,
    ],
    [
      4,
      `^ steps | steps to | steps for | runbook | playbook | procedure | instruction | walk me through |
      guide me | right way | best way | way to`,
    ],
    [
      3,
      `^ rollback | ^ roll back | ^ restart | ^ scale | ^ drain | ^ redeploy | ^ revert | ^ undo | ^ skip |
      ^ purge | ^ renew | ^ rotate | ^ backfill | ^ replay | ^ promote | ^ clean | ^ fix | ^ please |
      ^ enable | ^ disable | ^ stop | ^ start | ^ kill | ^ silence | ^ increase | ^ reduce`,
    ],
    [
      4,
      `what now | now what | what next | whats next | what are the steps | who should i call |
      whom do i call | who do i page | how does one`,
    ],
    [
      4,
      'command for | commands to | the command | commands for | commands i need',
    ],
    [
      3,
      '=how $ | ^ how | command to | command for | which command | what command | where do i | where can i',
    ],
    [
      2,
      'need to | want to | help me | i have to | we have to | can i | should i',
    ],
    [1, 'kubectl | helm | do next | next step'],
  ],
  explain: [
    [
      5,
      `what does ... mean | what do ... mean | what does ... tell | what does ... do | meaning of | explain |
      define | definition of`,
    ],
    [
      4,
      `difference between | differ from | used for | responsible for | describe | what ... stand for |
      how does ... work | how do ... work | what ... for $ | why do we | why does one | who is on call |
      what is ... used | who maintain | concept of | tell me about | purpose of | what is it for`,
    ],
    [3, '^ what is a | ^ what is an | ^ what is the difference | what kind of'],
    [
      2.5,
      '^ what is | ^ what are | ^ whats | ^ and what is | who own | who is ... owner',
    ],
    [2, '^ what is <term> $ | ^ what is <term> <term> $ | ^ whats <term> $'],
    [2, 'depend on | what use | architecture'],
  ],
  'what-changed': [
    [
      5,
      `what changed | what ... changed | what has changed | who deployed | who changed | who released |
      who rolled | who merged | who touched | who edited | who modified | who pushed | who shipped |
      who broke | who upgraded | what was shipped | what got | what has been | what did we ship |
      when was ... deployed | when did ... change | when was ... released | what was deployed |
      what was released`,
    ],
    [
      4,
      `any change | any deploy | any release | latest release | last release | latest deploy | last deploy |
      recent change | recent deploy | recent release | which ... changed | list of changes | change log |
      changelog | anything changed | anything been | anything new | anything ... deployed |
      anything ... released | any update | any commit | been deployed | been changed | been released |
      been rolled | got deployed | diff between | compared with yesterday | history of | what is new |
      whats new`,
    ],
    [
      3,
      `which version | what version | what was rolled | new version of | changed since | changes in |
      changes of | since when`,
    ],
    [
      1.5,
      'release | changed | deployed | deploy | upgrade | merged | rolled out',
    ],
  ],
  metric: [
    [
      4,
      'how many | how much | how long | how often | how high | how big | how large | how far behind',
    ],
    [
      3,
      'chart | graph | plot | percentile | p50 | p90 | p95 | p99 | rps | qps | average | dashboard',
    ],
    [
      3,
      'what ... <metric> | current <metric> | <metric> of | <metric> for | show ... <metric>',
    ],
    [2, '^ show | show me | give me ... number | trend | over time'],
    [1.5, '<metric>'],
    [
      1,
      'connections | restarts | errors per | number of | sessions | threads | messages',
    ],
  ],
  'small-talk': [
    [
      4,
      `^ hi | ^ hello | ^ hey | good morning | good evening | good afternoon | thank | thanks | thx | bye |
      goodbye | cheers`,
    ],
    [
      6,
      `what can you do | who are you | what are you | how are you | are you there | are you a bot |
      your name | how do you work | can you help me $ | what do you know`,
    ],
    [2, 'great | awesome | nice | cool | well done | good job'],
  ],
};
