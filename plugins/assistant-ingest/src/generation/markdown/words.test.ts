import { countWords } from './countWords';
import { detectLanguage } from './detectLanguage';
import { splitFrontMatter } from './splitFrontMatter';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['  \n - * | ---', 0],
    ['one two', 2],
    ['один, два — три!', 3],
    ['kube_pod_status{namespace="shop"}', 1],
    // a key without a space is as long as so many words
    ['x'.repeat(400), 10],
    ['中文 字', 2],
  ])('%j', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('detectLanguage', () => {
  it.each([
    ['Restart the pod and watch.', 'en'],
    ['Перезапустите под и смотрите.', 'ru'],
    // commands, links and addresses say nothing
    [
      'Смотрите логи: `kubectl logs deployment/checkout -n shop --tail 100`',
      'ru',
    ],
    [
      'Лаг консьюмера растёт\n\n```sh\nkafka-consumer-groups.sh --describe --group x\n```',
      'ru',
    ],
    ['Смотрите [панель](https://grafana.example/d/abcdefghijkl/orders)', 'ru'],
    // names in a Russian sentence
    ['Поднимите лимит у checkout в Kubernetes', 'ru'],
    ['See «Лаг» in the English handbook of the team', 'en'],
    ['OK', undefined],
    ['`ls`', undefined],
    ['', undefined],
  ])('%s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('splitFrontMatter', () => {
  it.each([
    ['---\ntitle: A\n---\nb', { title: 'A', body: 'b' }],
    ['\uFEFF---\r\ntitle: A\r\n---\r\nb\r\n', { title: 'A', body: 'b\n' }],
    ['---\ntitle: A\n...\nb', { title: 'A', body: 'b' }],
    ['---\ntitle: "Ё: ж"\n---', { title: 'Ё: ж', body: '' }],
    ['---\ntitle: [a]\n---\nb', { body: 'b' }],
    // broken YAML is still no part of the page
    ['---\na: [b\n---\nc', { body: 'c' }],
    // a rule, a sentence, a rule
    [
      '---\nJust a sentence.\n---\nb',
      { body: '---\nJust a sentence.\n---\nb' },
    ],
    // not at the beginning; never closed
    ['a\n---\ntitle: A\n---\n', { body: 'a\n---\ntitle: A\n---\n' }],
    ['---\ntitle: A\n', { body: '---\ntitle: A\n' }],
    ['\uFEFF# A', { body: '# A' }],
    ['', { body: '' }],
  ])('%j', (text, expected) => {
    expect(splitFrontMatter(text)).toEqual(expected);
  });

  it('takes no endless front matter for one, and is quick about it', () => {
    const text = `---\n${'key: value\n'.repeat(10_000)}---\nb`;
    const before = performance.now();
    expect(splitFrontMatter(text).body).toBe(text);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('runs nothing that YAML could run', () => {
    const { title } = splitFrontMatter(
      '---\ntitle: !!js/function "function(){ throw 1 }"\n---\nb',
    );
    expect(typeof title === 'function').toBe(false);
  });
});
