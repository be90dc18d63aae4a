import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { assistantDocumentsExtensionPoint } from '@smart-assistant/backstage-plugin-assistant-node';
import { decisionsModule } from './module';

async function startWith(data: object) {
  const documents = { addSource: jest.fn(), setBuilder: jest.fn() };
  const backend = await startTestBackend({
    extensionPoints: [[assistantDocumentsExtensionPoint, documents]],
    features: [decisionsModule, mockServices.rootConfig.factory({ data })],
  });
  await backend.stop();
  return documents;
}

describe('decisionsModule', () => {
  it('adds its source to the assistant', async () => {
    const { addSource } = await startWith({
      decisions: {
        url: 'https://github.com/shop/decisions/tree/main/docs/',
        entityRef: 'System:default/shop',
      },
    });

    expect(addSource).toHaveBeenCalledTimes(1);
    expect(addSource).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'decisions' }),
    );
  });

  it('adds nothing without its configuration', async () => {
    const { addSource } = await startWith({});

    expect(addSource).not.toHaveBeenCalled();
  });
});
