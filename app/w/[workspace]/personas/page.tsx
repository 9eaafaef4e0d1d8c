import { PersonaListView } from "@/components/journeys/persona-list-view";
import { definePage } from "@/lib/doors/define-page";
import { loadPersonas } from "@/lib/journeys/queries/list-personas";
import { personaListInput } from "@/lib/journeys/schema/persona";

export default definePage({
  can: "metrics:read",
  input: personaListInput,
  load: loadPersonas,
  view: PersonaListView,
});
