import { ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi, SignInPageProps } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Container from '@material-ui/core/Container';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemSecondaryAction from '@material-ui/core/ListItemSecondaryAction';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { people, readChosenPerson, writeChosenPerson } from './people';

/** Wraps the identity so that signing out leads back to the choice of people. */
function withForgetting(identityApi: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identityApi.getProfileInfo(),
    getBackstageIdentity: () => identityApi.getBackstageIdentity(),
    getCredentials: () => identityApi.getCredentials(),
    signOut: async () => {
      writeChosenPerson(undefined);
      await identityApi.signOut();
      window.location.assign('/');
    },
  };
}

/** Lets a visitor of the demo choose whose eyes to look through. */
export function DemoSignInPage(props: SignInPageProps) {
  const [person, setPerson] = useState(readChosenPerson);

  if (person) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'x-demo-person': person }}
        onSignInSuccess={identityApi =>
          props.onSignInSuccess(withForgetting(identityApi))
        }
      />
    );
  }
  return (
    <Container component="main" maxWidth="sm">
      <Typography variant="h4" component="h1">
        Demo shop
      </Typography>
      <Typography variant="body1">
        Sign in as one of the people of the demo. What the assistant answers
        depends on what they may see.
      </Typography>
      <List>
        {people.map(({ name, title, about }) => (
          <ListItem key={name} divider>
            <ListItemText primary={title} secondary={about} />
            <ListItemSecondaryAction>
              <Button
                color="primary"
                variant={name === 'guest' ? 'contained' : 'outlined'}
                aria-label={name === 'guest' ? 'Enter' : `Enter as ${title}`}
                onClick={() => {
                  writeChosenPerson(name);
                  setPerson(name);
                }}
              >
                Enter
              </Button>
            </ListItemSecondaryAction>
          </ListItem>
        ))}
      </List>
    </Container>
  );
}
