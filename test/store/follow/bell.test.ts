import { expect, test } from "vitest";
import { Bell } from "../../../src/store/follow/bell.ts";

const NEVER = new AbortController().signal;

test("a ring that nobody waited for is kept, and several become one", async () => {
  const bell = new Bell();
  bell.ring({ code: false });
  bell.ring({ code: true });
  bell.ring({ code: false });
  expect(await bell.heard(NEVER)).toEqual({ code: true });
  const next = bell.heard(NEVER);
  bell.ring({ code: false });
  expect(await next).toEqual({ code: false });
});

test("whoever waits is let go by the signal, at once where it was given before", async () => {
  const bell = new Bell();
  const controller = new AbortController();
  const heard = bell.heard(controller.signal);
  controller.abort();
  expect(await heard).toBeUndefined();
  bell.ring({ code: true });
  expect(await bell.heard(controller.signal)).toBeUndefined();
});
