import { PersonaView } from "@/components/journeys/persona-view";
import { definePage } from "@/lib/doors/define-page";
import { loadPersona } from "@/lib/journeys/queries/load-persona";
import { personaPageInput } from "@/lib/journeys/schema/persona";

export default definePage({
  can: "feedback:read",
  input: personaPageInput,
  load: loadPersona,
  view: PersonaView,
});
