import { Header, HeaderTabs, Link, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useAssistantRoutes } from '../../hooks/useAssistantRoutes';
import { useSubPage } from '../../hooks/useLocationParams';
import { assistantTranslationRef } from '../../translation';
import { ChatPage } from '../ChatPage';
import { KnowledgePage } from '../KnowledgePage';
import { BaseStatus } from './BaseStatus';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexDirection: 'column',
      gridArea: 'pageContent',
      minHeight: 0,
      minWidth: 0,
    },
  },
  { name: 'AssistantLegacyPage' },
);

/** Both pages under the header of the old frontend system. */
export function LegacyAssistantPage() {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { chat = '', knowledge = '' } = useAssistantRoutes();
  const subPage = useSubPage();
  return (
    <Page themeId="tool">
      <Header title={t('page.title')}>
        <BaseStatus />
      </Header>
      <HeaderTabs
        selectedIndex={subPage === 'knowledge' ? 1 : 0}
        tabs={[
          {
            id: 'chat',
            label: t('page.chat'),
            tabProps: { component: Link, to: chat },
          },
          {
            id: 'knowledge',
            label: t('page.knowledge'),
            tabProps: { component: Link, to: knowledge },
          },
        ]}
      />
      <div className={classes.root}>
        {subPage === 'knowledge' ? <KnowledgePage /> : <ChatPage />}
      </div>
    </Page>
  );
}
