import { lexicalQuery, lexicalText } from './lexicalText';

describe('lexicalText', () => {
  it.each([
    ['KubePodCrashLooping', 'kube pod crash looping kubepodcrashlooping'],
    ['kube_pod_status', 'kube pod status kubepodstatus'],
    ['OOMKilled', 'oom killed oomkilled'],
    ['checkout-worker', 'checkout worker checkoutworker'],
    ['orders.events.v2', 'orders events v2 orderseventsv2'],
    ['p95 > 300ms', 'p95 300ms'],
    ['Перезапуск подов', 'перезапуск подов'],
    ['Ещё раз', 'еще раз'],
    [
      'лаг у consumer_group checkout',
      'лаг у consumer group consumergroup checkout',
    ],
    ['😀', ''],
    ['', ''],
  ])('%s → %s', (text, words) => {
    expect(lexicalText(text)).toBe(words);
  });

  it('keeps no whole of a very long path', () => {
    const path = Array.from({ length: 30 }, () => 'folder').join('/');
    expect(lexicalText(path).split(' ')).toHaveLength(30);
  });

  it('asks for each word once, and for a bounded number of words', () => {
    expect(lexicalQuery('pod POD crash_pod')).toBe('pod crash crashpod');
    const long = Array.from({ length: 5_000 }, (_, i) => `word${i}`).join(' ');
    expect(lexicalQuery(long).split(' ')).toHaveLength(64);
  });
});
