import { CalendarView } from "@/components/planned-contacts/calendar-view";
import { definePage } from "@/lib/doors/define-page";
import { loadCalendar } from "@/lib/planned-contacts/queries/load-calendar";
import { calendarInput } from "@/lib/planned-contacts/schema/pages";

export default definePage({
  can: "customers:read",
  input: calendarInput,
  load: loadCalendar,
  view: CalendarView,
});
