import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { type TimeChoice, now } from '../../conversation/timeChoice';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { ChoiceChip } from './ChoiceChip';
import { TimeDialog } from './TimeDialog';

const lastHour: TimeChoice = { kind: 'last', hours: 1 };
const lastDay: TimeChoice = { kind: 'last', hours: 24 };
const lastWeek: TimeChoice = { kind: 'last', hours: 24 * 7 };

/** When the next question is about. */
export function TimeChip(props: {
  time: TimeChoice;
  onChange(time: TimeChoice): void;
}) {
  const { time, onChange } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const [dialog, setDialog] = useState<'at' | 'window'>();
  const labels = {
    now: t('time.now'),
    1: t('time.lastHour'),
    24: t('time.lastDay'),
    168: t('time.lastWeek'),
  };
  const describe = (choice: TimeChoice): string => {
    switch (choice.kind) {
      case 'last':
        return labels[choice.hours as 1 | 24 | 168];
      case 'at':
        return formatMoment(choice.at, tag);
      case 'window':
        return t('time.range', {
          from: formatMoment(choice.from, tag),
          to: formatMoment(choice.to, tag),
        });
      default:
        return labels.now;
    }
  };
  return (
    <>
      <ChoiceChip
        value={describe(time)}
        name={t('time.chip', { time: describe(time) })}
        menuLabel={t('time.menu')}
        chosen={time.kind !== 'now'}
        choices={[
          ...[now, lastHour, lastDay, lastWeek].map(choice => ({
            key: describe(choice),
            label: describe(choice),
            onChoose: () => onChange(choice),
          })),
          {
            key: 'at',
            label: t('time.moment'),
            onChoose: () => setDialog('at'),
          },
          {
            key: 'window',
            label: t('time.window'),
            onChoose: () => setDialog('window'),
          },
        ]}
      />
      {dialog && (
        <TimeDialog
          kind={dialog}
          onClose={() => setDialog(undefined)}
          onChoose={choice => {
            setDialog(undefined);
            onChange(choice);
          }}
        />
      )}
    </>
  );
}
