import { saveFile } from './saveFile';

describe('saveFile', () => {
  const saved: Array<{ download: string; href: string }> = [];
  let blob: Blob | undefined;

  beforeEach(() => {
    saved.length = 0;
    blob = undefined;
    URL.createObjectURL = jest.fn((object: Blob) => {
      blob = object;
      return 'blob:portal/1';
    });
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ download: this.download, href: this.href });
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('hands the text to the browser and forgets it', () => {
    saveFile({ name: 'Лаг.md', type: 'text/markdown', content: '# Лаг' });
    expect(saved).toEqual([{ download: 'Лаг.md', href: 'blob:portal/1' }]);
    expect(blob?.type).toBe('text/markdown;charset=utf-8');
    // eight bytes: Cyrillic takes two each
    expect(blob?.size).toBe(8);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:portal/1');
    expect(document.querySelector('a')).toBeNull();
  });

  it.each([
    ['Why? checkout/orders: down.md', 'Why checkout orders down.md'],
    ['../../etc/passwd', '.. .. etc passwd'],
    ['a\u0000b\nc\td', 'a b c d'],
    ['C:\\x<y>|"z"*', 'C x y z'],
  ])(
    'keeps what a file system does not take out of the name: %j',
    (name, expected) => {
      saveFile({ name, type: 'text/markdown', content: '' });
      expect(saved[0].download).toBe(expected);
    },
  );
});
