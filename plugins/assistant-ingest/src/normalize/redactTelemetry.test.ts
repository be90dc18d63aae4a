import { TelemetryRedactor } from './redactTelemetry';

const redactor = new TelemetryRedactor();

describe('TelemetryRedactor', () => {
  it.each([
    [
      'e-mail',
      'login of jane.doe+x@mail.example.com failed',
      'login of [redacted e-mail] failed',
    ],
    [
      'phone',
      'call +7 (912) 345-67-89 now',
      'call [redacted phone number] now',
    ],
    ['phone with 8', 'тел. 8 912 345 67 89', 'тел. [redacted phone number]'],
    [
      'passport',
      'паспорт 4509 123456 проверен',
      'паспорт [redacted passport number] проверен',
    ],
    ['ИНН', 'ИНН: 7707083893', 'ИНН: [redacted ИНН]'],
    ['СНИЛС', 'СНИЛС 112-233-445 95', 'СНИЛС [redacted СНИЛС]'],
    [
      'password',
      'dsn postgres://shop:s3cr3tPW@db:5432/x',
      'dsn postgres://shop:[redacted password]@db:5432/x',
    ],
  ])('takes out: %s', (_, text, expected) => {
    expect(redactor.redact(text)).toEqual({ text: expected, count: 1 });
  });

  it.each([
    'order 7707083893 of 12 items',
    'took 8 ms, 9123456789 bytes',
    'GET /api/v1/orders/4509123456 200',
    'image registry.example.com/shop/checkout@sha256:2c26b46b68ffc68ff99b453c1d304134',
    'user@ is no address',
    'pod checkout-6c9f8d7b5-x2kqp on 10.0.12.34:8080',
  ])('leaves alone: %s', text => {
    expect(redactor.redact(text)).toEqual({ text, count: 0 });
  });

  it('takes out what the team asks for', () => {
    const own = new TelemetryRedactor([/EMP-\d{6}/, /x*/]);
    expect(own.redact('badge EMP-123456 and EMP-654321')).toEqual({
      text: 'badge [redacted by own rule] and [redacted by own rule]',
      count: 2,
    });
  });

  it('counts over the values of labels', () => {
    expect(
      redactor.redactValues({
        owner: 'a@example.com',
        note: 'fine',
        api_key: 'api_key=aB3dE5gH7jK9mN1p',
      }),
    ).toEqual({
      texts: {
        owner: '[redacted e-mail]',
        note: 'fine',
        api_key: 'api_key=[redacted secret]',
      },
      count: 2,
    });
  });
});
