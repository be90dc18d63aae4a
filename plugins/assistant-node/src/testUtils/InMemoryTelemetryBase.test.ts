import { InMemoryTelemetryBase } from './InMemoryTelemetryBase';
import { describeTelemetryBase } from './describeTelemetryBase';

describeTelemetryBase('InMemoryTelemetryBase', async () => ({
  create: async () => new InMemoryTelemetryBase(),
}));
