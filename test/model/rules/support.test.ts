import * as fc from 'fast-check';
import { nearestInRange } from '../../../src/model/rules/support/in-range';
import { freeName, repetitions, slug } from '../../../src/model/rules/support/names';
import { scheduleFault } from '../../../src/model/rules/support/schedule-expression';
import { secretReason } from '../../../src/model/rules/support/secret-looking';

describe('the nearest value in a range', () => {
  const bounds = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
    .map(([min, width]) => ({ min, max: min + width }));

  test('is in the range, and no whole number in it is nearer', () => {
    fc.assert(fc.property(bounds, fc.integer({ min: -5000, max: 5000 }), ({ min, max }, given) => {
      const nearest = nearestInRange(given, { min, max, whole: true });
      expect(nearest >= min && nearest <= max).toBe(true);
      expect(Math.abs(nearest - given)).toBe(Math.max(0, min - given, given - max));
    }));
  });

  test('leaves alone what is right', () => {
    fc.assert(fc.property(bounds, fc.nat(), ({ min, max }, step) => {
      const given = min + step % (max - min + 1);
      expect(nearestInRange(given, { min, max, whole: true })).toBe(given);
    }));
  });

  test.each([NaN, Infinity, -Infinity])('is a number even for %d', given => {
    expect(Number.isFinite(nearestInRange(given, { min: 1, whole: true }))).toBe(true);
  });
});

describe('names', () => {
  test('a free name is free, and begins with the given one', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('web', 'web-2', 'web-3', 'web-5')), taken => {
      const free = freeName('web', taken);
      expect(taken).not.toContain(free);
      expect(free.startsWith('web-')).toBe(true);
    }));
  });

  test('a slug has only legal characters, whatever was given', () => {
    fc.assert(fc.property(fc.string(), given => {
      expect(slug(given, /[^a-z]+/g, 'fallback')).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    }));
  });

  test('repetitions name every later item together with the first', () => {
    expect(repetitions(['a', 'b', 'A', 'a'], word => word.toLowerCase())).toEqual([
      { item: 'A', first: 'a', index: 2 }, { item: 'a', first: 'a', index: 3 },
    ]);
  });
});

describe('schedules', () => {
  const field = (min: number, max: number) => fc.oneof(
    fc.constant('*'),
    fc.integer({ min, max }).map(String),
    fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 9 })).map(([start, step]) => `${start}/${step}`),
    fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 3 }).map(values => values.join(',')),
  );

  test('well-formed cron expressions are accepted', () => {
    fc.assert(fc.property(field(0, 59), field(0, 23), field(1, 31), field(1, 12), fc.boolean(), (minute, hour, day, month, byWeek) => {
      expect(scheduleFault(`cron(${minute} ${hour} ${byWeek ? '?' : day} ${month} ${byWeek ? 'MON' : '?'} *)`)).toBeUndefined();
    }));
  });

  test('a suggested expression is one', () => {
    const given = fc.oneof(fc.string(), fc.constantFrom('0 8 * * *', 'cron(0 8 * * * *)', 'cron(0 8 ? * ? *)', 'rate(0 hours)', 'rate(1 hours)', 'rate(2 hour)', 'at(now)', 'cron(0 8 1 * *)'));
    fc.assert(fc.property(given, expression => {
      const fault = scheduleFault(expression);
      fc.pre(fault !== undefined);
      expect(scheduleFault(fault!.example)).toBeUndefined();
    }));
  });
});

describe('secrets in plain sight', () => {
  test.each(['DB_PASSWORD', 'dbPassword', 'db.password', 'POSTGRES_PASS', 'API_TOKEN', 'CLIENT_SECRET', 'AWS_SECRET_ACCESS_KEY', 'GITHUB_PRIVATE_KEY',
    'SECRET_KEY_BASE', 'CREDENTIALS', 'DB_PWD', 'JWT_SIGNING_KEY', 'stripe-api-key'])('%s looks like one', name => {
    expect(secretReason(name, 'value')).toBe('its name says that it is a secret');
  });

  test('a reason never repeats the value', () => {
    const value = 'postgres://shop:hunter2@db';

    expect(secretReason('URL', value)).not.toContain('hunter2');
  });

  test.each(['postgres://shop@db', 'https://example.com:8443/a', 'redis://db:6379/0', 'mailto:jane@example.com', 'https://a.example/@jane:x'])('%s has no password in it', value => {
    expect(secretReason('URL', value)).toBeUndefined();
  });
});
