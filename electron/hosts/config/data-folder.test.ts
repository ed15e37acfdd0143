import { expect, test } from "vitest";
import { dataFolderOf } from "./data-folder.ts";

test("on Windows data roams with the profile", () => {
  const env = { APPDATA: "D:\\Roaming" };
  expect(dataFolderOf({ env, platform: "win32", home: "C:\\Users\\ada" })).toBe("D:\\Roaming\\Waybill");
  expect(dataFolderOf({ env: {}, platform: "win32", home: "C:\\Users\\ada" })).toBe(
    "C:\\Users\\ada\\AppData\\Roaming\\Waybill",
  );
});
