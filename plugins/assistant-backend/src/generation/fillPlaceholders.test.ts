import { fillPlaceholders } from './fillPlaceholders';

const fill = (
  code: string,
  values: Record<string, string>,
  language = 'bash',
) =>
  fillPlaceholders(code, { values: new Map(Object.entries(values)), language });

describe('fillPlaceholders', () => {
  it('fills what is known and lists what is not', () => {
    expect(
      fill('kubectl -n <namespace> logs <pod>', { namespace: 'shop' }),
    ).toEqual({
      code: 'kubectl -n shop logs <pod>',
      missing: ['pod'],
    });
  });

  it.each(['shop; rm -rf /', '$(reboot)', 'a\nb', '-A', 'Shop', ''])(
    'refuses %j as a namespace',
    value => {
      expect(
        fill('kubectl -n <namespace> get pods', { namespace: value }),
      ).toEqual({
        code: 'kubectl -n <namespace> get pods',
        missing: ['namespace'],
      });
    },
  );

  it('quotes what a shell would split', () => {
    expect(
      fill('mlflow runs list --experiment-name <experiment>', {
        experiment: 'fraud model v2',
      }).code,
    ).toBe("mlflow runs list --experiment-name 'fraud model v2'");
  });

  it('does not quote twice within quotes', () => {
    expect(
      fill(
        'client.get("<experiment>")',
        { experiment: 'fraud model' },
        'python',
      ).code,
    ).toBe('client.get("fraud model")');
  });

  it.each(['<none>', '<unknown>/60%', 'a < b', '<<EOF', 'List<String>'])(
    'leaves %j alone',
    code => {
      expect(fill(code, { none: 'x', unknown: 'y' })).toEqual({
        code,
        missing: [],
      });
    },
  );

  it('asks for nothing in what a command prints', () => {
    expect(fill('pod/<pod> restarted', {}, 'text')).toEqual({
      code: 'pod/<pod> restarted',
      missing: [],
    });
  });
});
