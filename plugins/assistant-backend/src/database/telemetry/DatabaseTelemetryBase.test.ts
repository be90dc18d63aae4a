import { describeTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { eachEngine } from '../testUtils/eachEngine';
import { createTelemetryHarness } from '../testUtils/telemetry';

eachEngine('telemetry base', getEngine => {
  describeTelemetryBase('DatabaseTelemetryBase', async () =>
    createTelemetryHarness(getEngine()),
  );
});
