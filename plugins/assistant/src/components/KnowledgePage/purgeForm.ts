import type { TelemetryPurgeRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { fromFieldValue } from '../../conversation/timeChoice';

/** What the server takes. */
export const MIN_TEXT = 3;
export const MAX_TEXT = 200;

const fullRef = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** The conditions as they stand in the fields. */
export type PurgeForm = {
  contains: string;
  entityRef: string;
  from: string;
  to: string;
};

export const emptyForm: PurgeForm = {
  contains: '',
  entityRef: '',
  from: '',
  to: '',
};

/** What the fields ask for; `problems` names those that are filled in wrongly. */
export function readPurgeForm(form: PurgeForm): {
  request: TelemetryPurgeRequest;
  problems: { contains: boolean; entityRef: boolean; to: boolean };
  empty: boolean;
} {
  const contains = form.contains.trim();
  const entityRef = form.entityRef.trim().toLocaleLowerCase('en-US');
  const from = fromFieldValue(form.from);
  const to = fromFieldValue(form.to);
  const request: TelemetryPurgeRequest = {
    ...(contains && { contains }),
    ...(entityRef && { entityRef }),
    ...(from && { from }),
    ...(to && { to }),
  };
  return {
    request,
    problems: {
      contains: contains !== '' && contains.length < MIN_TEXT,
      entityRef: entityRef !== '' && !fullRef.test(entityRef),
      to: from !== undefined && to !== undefined && to <= from,
    },
    empty: Object.keys(request).length === 0,
  };
}
