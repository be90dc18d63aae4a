/** People of the demo, as they stand in `examples/catalog/org.yaml`. */
export const people = [
  { name: 'guest', title: 'Guest', about: 'On call for team Checkout' },
  { name: 'petra', title: 'Petra Lindqvist', about: 'Team Payments' },
  { name: 'ivan', title: 'Иван Соколов', about: 'Team ML Platform' },
  {
    name: 'colin',
    title: 'Colin Reyes',
    about: 'Contractor: reads only what his own team owns',
  },
  { name: 'nils', title: 'Nils Berg', about: 'In no team, owns nothing' },
  {
    name: 'alice',
    title: 'Alice Novak',
    about: 'Administrator: builds and rolls back the knowledge base',
  },
] as const;

export type PersonName = (typeof people)[number]['name'];

const STORAGE_KEY = 'demo-shop:person';

export function readChosenPerson(): PersonName | undefined {
  const stored = window.sessionStorage.getItem(STORAGE_KEY);
  return people.find(({ name }) => name === stored)?.name;
}

export function writeChosenPerson(name: PersonName | undefined) {
  if (name) {
    window.sessionStorage.setItem(STORAGE_KEY, name);
  } else {
    window.sessionStorage.removeItem(STORAGE_KEY);
  }
}
