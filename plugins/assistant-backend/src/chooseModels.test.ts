import type {
  Embedder,
  LanguageModel,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { chooseModels, noEmbedder } from './chooseModels';

const embedder = { id: 'e@1' } as Embedder;
const model = { id: 'm@1' } as LanguageModel;

const registrations = {
  embedder: (name: string) => (name === 'local' ? embedder : undefined),
  languageModel: (name: string) => (name === 'openai' ? model : undefined),
  names: () => ({ embedders: ['local'], models: [] }),
};

describe('chooseModels', () => {
  it('finds what the configuration names', () => {
    expect(
      chooseModels(
        { embedder: { use: 'local' }, model: { use: 'openai' } },
        registrations,
      ),
    ).toEqual({ embedder, model, notices: [] });
    expect(
      chooseModels({ embedder: { use: 'local' }, model: {} }, registrations),
    ).toEqual({
      embedder,
      model: undefined,
      notices: [],
    });
  });

  it('goes on without what is missing, and says what is there', () => {
    const chosen = chooseModels(
      { embedder: { use: 'locl' }, model: { use: 'x' } },
      registrations,
    );
    expect(chosen.embedder).toBeUndefined();
    expect(chosen.notices[0]).toMatch(
      /"locl", but registered are: local\. Search works by words alone/,
    );
    expect(chosen.notices[1]).toMatch(/"x", but registered are: none/);
  });

  it('never embeds with the stand-in', async () => {
    await expect(
      noEmbedder.embed(['x'], {
        kind: 'query',
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow(/No embedder/);
  });
});
