import { changeLifeSettings } from "../settings/change-life-settings.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import { os } from "./implementer.ts";

const { settings } = os;

export const settingsRouter = {
  life: settings.life.handler(({ context }) => lifeSettings(context.deps.db)),

  changeLife: settings.changeLife.handler(({ input, context: { deps, operator } }) =>
    changeLifeSettings(deps, input, operator),
  ),
};
