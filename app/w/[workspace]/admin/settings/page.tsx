import { SettingsView } from "@/components/workspace/settings-view";
import { noInput } from "@/lib/accounts/schema";
import { definePage } from "@/lib/doors/define-page";
import { loadSettings } from "@/lib/workspaces/queries/read-settings";

export default definePage({
  can: "workspace:manage",
  input: noInput,
  load: loadSettings,
  view: SettingsView,
});
