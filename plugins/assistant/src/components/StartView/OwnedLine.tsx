import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import type {
  NamedEntity,
  Overview,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { Fragment } from 'react';
import { assistantTranslationRef } from '../../translation';

/** How many names one line bears. */
const SHOWN = 5;

function Names(props: { entities: NamedEntity[] }) {
  return (
    <>
      {props.entities.map(({ entityRef, title }, index) => (
        <Fragment key={entityRef}>
          {index > 0 && ', '}
          <EntityRefLink entityRef={entityRef} hideIcon disableTooltip>
            {title}
          </EntityRefLink>
        </Fragment>
      ))}
    </>
  );
}

/** What the reader owns, in a line; or why that is nothing, and who can change it. */
export function OwnedLine(props: { overview: Overview }) {
  const { owned, ownedTotal, groups } = props.overview;
  const { t } = useTranslationRef(assistantTranslationRef);
  if (ownedTotal === 0) {
    return (
      <Typography variant="body2" component="div">
        <p>{t('start.ownsNothing')}</p>
        <p>
          {groups.length > 0
            ? t('start.groups', { groups: <Names entities={groups} /> })
            : t('start.noGroups')}{' '}
          {groups.length > 0
            ? t('start.groupsRemedy')
            : t('start.noGroupsRemedy')}
        </p>
      </Typography>
    );
  }
  const names = <Names entities={owned.slice(0, SHOWN)} />;
  const more = ownedTotal - Math.min(SHOWN, owned.length);
  return (
    <Typography variant="body2" component="p">
      {t('start.owned', {
        count: ownedTotal,
        names: more > 0 ? t('start.ownedMore', { count: more, names }) : names,
      })}
    </Typography>
  );
}
