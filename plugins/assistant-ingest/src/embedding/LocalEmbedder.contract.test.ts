import { describeEmbedder } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { LocalEmbedder } from './local';

describeEmbedder('LocalEmbedder', async () => new LocalEmbedder());
