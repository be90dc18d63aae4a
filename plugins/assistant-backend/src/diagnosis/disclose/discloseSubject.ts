import type { FindingSubject } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Subject } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosureLevel } from '../../ask/stages';
import type { Holder } from '../holders/Holder';
import { type Viewer, titleOf } from './Viewer';

/** The first entity of an object that the reader may see. */
export function visibleEntityOf(
  subject: Subject,
  holder: Holder | undefined,
  { asker }: Viewer,
): string | undefined {
  const refs = [
    ...(subject.entityRef === undefined ? [] : [subject.entityRef]),
    ...(holder?.entityRefs ?? []),
  ];
  return (
    refs.find(ref => asker.levelOf(ref) === 'full') ??
    refs.find(ref => asker.levelOf(ref) !== 'none')
  );
}

/** An object as the reader may know it; below `full` it bears the name of its entity. */
export function discloseSubject(
  subject: Subject,
  options: {
    level: Exclude<DisclosureLevel, 'none'>;
    holder: Holder | undefined;
    viewer: Viewer;
  },
): FindingSubject {
  const { level, holder, viewer } = options;
  const entityRef = visibleEntityOf(subject, holder, viewer);
  const entity = entityRef && {
    entityRef,
    entityTitle: titleOf(entityRef, viewer),
  };
  const { system, kind, namespace, name, instance, environment } = subject;
  if (level === 'state') {
    return {
      system,
      kind,
      instance,
      environment,
      name: entityRef?.slice(entityRef.lastIndexOf('/') + 1) ?? name,
      ...entity,
    };
  }
  return { system, kind, namespace, name, instance, environment, ...entity };
}
