import { measureScores } from "@/lib/dashboards/queries/measure-scores";
import { measureScoresInput } from "@/lib/dashboards/schema";
import { defineRoute } from "@/lib/doors/define-route";

export const GET = defineRoute({ can: "metrics:read", input: measureScoresInput, run: measureScores });
