import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  assistantAnalysisExtensionPoint,
  assistantDocumentsExtensionPoint,
  assistantTelemetryExtensionPoint,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { pausedCronJobs } from './pausedCronJobs';
import { shopModule } from './module';

async function startWith(data: object) {
  const documents = { addSource: jest.fn(), setBuilder: jest.fn() };
  const telemetry = { addSource: jest.fn(), setIngest: jest.fn() };
  const analysis = { addAnalyzer: jest.fn() };
  const backend = await startTestBackend({
    extensionPoints: [
      [assistantAnalysisExtensionPoint, analysis],
      [assistantDocumentsExtensionPoint, documents],
      [assistantTelemetryExtensionPoint, telemetry],
    ],
    features: [shopModule, mockServices.rootConfig.factory({ data })],
  });
  await backend.stop();
  return { analysis, documents, telemetry };
}

describe('shopModule', () => {
  it('adds its sources to the assistant', async () => {
    const { documents, telemetry } = await startWith({
      decisions: {
        url: 'https://github.com/shop/decisions/tree/main/docs/',
        entityRef: 'System:default/shop',
      },
      featureFlags: {
        url: 'https://flags.example.com/switches',
        cluster: 'shop-prod',
      },
    });

    expect(documents.addSource).toHaveBeenCalledTimes(1);
    expect(documents.addSource).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'decisions' }),
    );
    expect(telemetry.addSource).toHaveBeenCalledTimes(1);
    expect(telemetry.addSource).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'feature-flags', instance: 'shop-prod' }),
    );
  });

  it('adds its analyzer, and no source without its configuration', async () => {
    const { analysis, documents, telemetry } = await startWith({});

    expect(analysis.addAnalyzer).toHaveBeenCalledWith(pausedCronJobs);
    expect(documents.addSource).not.toHaveBeenCalled();
    expect(telemetry.addSource).not.toHaveBeenCalled();
  });
});
