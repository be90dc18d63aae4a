import {
  crashed,
  event,
  ownedBy,
  podOf,
  resource,
  workload,
} from './snapshot/testUtils';
import {
  sidecar,
  bare,
  job,
  tryOf,
  stateful,
  member,
  alarmsOf,
} from './analyzers/testUtils/podShapes';
import type { ResourceVersion } from './snapshot/SnapshotInput';

describe('what is ill, in shapes that other people have', () => {
  const failedJob = job({
    failed: 2,
    conditions: [
      { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded' },
    ],
  });

  it.each<[string, string, readonly ResourceVersion[]]>([
    [
      'a pod without an owner',
      'container-oom-killed Pod/debug',
      [bare(crashed(137, 'OOMKilled'))],
    ],
    [
      'a sidecar that falls',
      'container-oom-killed Deployment/web',
      workload('web', { ...sidecar(crashed(137, 'OOMKilled')), ready: false })
        .all,
    ],
    [
      'one member of a stateful set',
      'container-oom-killed StatefulSet/store',
      stateful(2, owner => [
        member(owner, 0),
        member(owner, 1),
        member(owner, 2, { ready: false, status: crashed(137, 'OOMKilled') }),
      ]),
    ],
    [
      'a job',
      'job-failed Job/import',
      [failedJob, tryOf(failedJob, 'a', 1), tryOf(failedJob, 'b', 1)],
    ],
    [
      'a pod whose owners were not recorded',
      'container-oom-killed Deployment/web',
      [
        podOf(
          undefined,
          { name: 'app' },
          {
            name: 'web-5d9f7c-abcde',
            labels: { 'pod-template-hash': '5d9f7c' },
            podMetadata: ownedBy(resource('ReplicaSet', 'web-5d9f7c')),
            ready: false,
            status: crashed(137, 'OOMKilled'),
          },
        ),
      ],
    ],
  ])('%s', (_, named, resources) => {
    expect(alarmsOf(resources)).toEqual([named]);
  });

  it('names what has a new name, and nothing by the old one', () => {
    const before = workload('pay');
    const after = workload('payments', {
      ready: false,
      status: crashed(137, 'OOMKilled'),
    });
    const gone = before.all.flatMap(version => [
      version,
      { ...version, validFrom: version.validFrom + 600_000, deleted: true },
    ]);
    expect(
      alarmsOf([
        ...gone,
        ...after.all,
        event(before.pod, 'BackOff', 'Back-off restarting failed container'),
      ]),
    ).toEqual(['container-oom-killed Deployment/payments']);
  });
});
