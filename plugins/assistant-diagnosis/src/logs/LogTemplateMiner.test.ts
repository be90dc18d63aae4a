import { LogTemplateMiner } from './LogTemplateMiner';

const NAMES = ['ann', 'bob', 'eve', 'joe', 'kim', 'lea', 'max', 'tom'];

function mine(lines: readonly string[], miner = LogTemplateMiner.create()) {
  const first = lines.map(line => miner.add(line).id);
  return first.map(id => miner.current(id)!);
}

describe('LogTemplateMiner', () => {
  it('gives lines that differ in values one template', () => {
    const [a, b] = mine(['Took 5 ms for order 17', 'Took 9 ms for order 4']);
    expect(a).toBe(b);
    expect(a.text).toBe('Took <*> for order <*>');
  });

  it('learns that a place is a variable from the number of its words', () => {
    const lines = NAMES.map(name => `Login of ${name} was refused`);
    const templates = new Set(mine(lines));
    expect([...templates].map(t => t.text)).toEqual([
      'Login of <*> was refused',
    ]);
  });

  it('tells which templates a general one replaces', () => {
    const miner = LogTemplateMiner.create();
    const lines = NAMES.slice(0, 5).map(name => `Login of ${name} was refused`);
    const old = lines.slice(0, 4).map(line => miner.add(line));
    const general = miner.add(lines[4]);
    expect(general.text).toBe('Login of <*> was refused');
    expect(general.supersedes).toEqual(
      expect.arrayContaining(old.map(({ id }) => id)),
    );
    for (const { id } of old) {
      expect(miner.current(id)).toBe(general);
    }
    expect(miner.templates()).toEqual([general]);
  });

  it('keeps a handful of words apart: they are different messages', () => {
    const words = ['Started', 'Paused', 'Resumed', 'Stopped'];
    const lines = words.map(word => `VM ${word} (lifecycle event)`);
    expect(new Set(mine(lines)).size).toBe(4);
  });

  it('takes a place for a variable where a masked value was seen', () => {
    const [a, b] = mine(['removing device eth0 now', 'removing device lo now']);
    expect(a).toBe(b);
    const [c, d] = mine(['removing device lo now', 'removing device eth0 now']);
    expect(c.id).toBe(d.id);
    expect(c.id).toBe(a.id);
  });

  it('never makes a template of variables and one word', () => {
    const lines = NAMES.map(name => `${name} failed`);
    expect(new Set(mine(lines)).size).toBe(NAMES.length);
  });

  it('gives the same ids again for the same lines', () => {
    const lines = NAMES.flatMap((name, i) => [
      `Login of ${name} was refused`,
      `${name} opened file /tmp/x/${i}`,
      `cache ${name} evicted ${i} entries`,
    ]);
    const miner = LogTemplateMiner.create();
    const first = mine(lines, miner).map(({ id }) => id);
    expect(lines.map(line => miner.add(line).id)).toEqual(first);
    expect(mine(lines).map(({ id }) => id)).toEqual(first);
  });

  it('ends at the same templates in whatever order lines come', () => {
    const lines = NAMES.flatMap(name => [
      `Login of ${name} was refused`,
      `Mail for ${name} could not be sent in 5 s`,
      'VM Started (lifecycle event)',
      'VM Stopped (lifecycle event)',
    ]);
    const texts = (ordered: readonly string[]) =>
      [...new Set(mine(ordered).map(({ text }) => text))].sort();
    expect(texts([...lines].reverse())).toEqual(texts(lines));
    expect(texts([...lines].sort())).toEqual(texts(lines));
  });

  it('goes on after a restart with what it knew', () => {
    const before = mine(NAMES.map(name => `Login of ${name} was refused`));
    const after = LogTemplateMiner.create({ known: [before[0].text] });
    expect(after.add('Login of zoe was refused').id).toBe(before[0].id);
  });

  it('forgets the least used beyond 5,000 templates', () => {
    const miner = LogTemplateMiner.create();
    const rare = miner.add('rare words here');
    const word = (i: number) =>
      i.toString(26).replace(/\d/g, d => 'qrstuvwxyz'[Number(d)]);
    let often = miner.add('often seen message');
    for (let i = 0; i < 12_000; i++) {
      // Two places differ at once, so that nothing can be learned from them
      miner.add(`w${word(i)} said x${word(i)}`);
      often = miner.add('often seen message');
    }
    expect(miner.templates().length).toBeLessThanOrEqual(5_000);
    expect(miner.current(rare.id)).toBeUndefined();
    expect(miner.current(often.id)).toBe(often);
    expect(miner.add('rare words here').id).toBe(rare.id);
  });

  it('takes the first line of a message with several', () => {
    const [a, b] = mine(['Oops\n  at a.js:1', 'Oops\n  at b.js:2\n  at c']);
    expect(a).toBe(b);
    expect(a.text).toBe('Oops');
  });

  it('survives hostile lines', () => {
    const lines = [
      '',
      ' ',
      '!!!',
      '🔥',
      '\ud83d',
      '\u0000\u0001',
      'x'.repeat(5_000_000),
      'a '.repeat(2_000_000),
      '__proto__ constructor toString',
      '<*> <*>',
    ];
    for (const template of mine(lines)) {
      expect(template.id).toMatch(/^[0-9a-f]{16}$/);
      expect(template.text.length).toBeLessThanOrEqual(4096);
    }
  });
});
