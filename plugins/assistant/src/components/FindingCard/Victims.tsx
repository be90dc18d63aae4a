import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { FindingSubject } from '@smart-assistant/backstage-plugin-assistant-common';
import { Fragment } from 'react';
import { assistantTranslationRef } from '../../translation';

/** Who suffers, each with the way to its page; what may not be named is counted. */
export function Victims(props: {
  victims: FindingSubject[];
  withheld: number;
}) {
  const { victims, withheld } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <>
      {victims.map(({ entityRef, entityTitle, name }, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          {entityRef ? (
            <EntityRefLink entityRef={entityRef} hideIcon disableTooltip>
              {entityTitle ?? name}
            </EntityRefLink>
          ) : (
            name
          )}
        </Fragment>
      ))}
      {withheld > 0 && (
        <>
          {victims.length > 0 && ', '}
          {t('finding.withheldVictims', { count: withheld })}
        </>
      )}
    </>
  );
}
