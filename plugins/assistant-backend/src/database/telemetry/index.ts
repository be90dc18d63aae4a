export * from './DatabaseTelemetryBase';
export {
  DEFAULT_RETENTION,
  type TelemetryRetention,
} from '../operations/telemetry/pruneTelemetry';
