import { Problem } from "@/components/frame/problem";

/** Inside the frame, so that the way on is still there. */
export default function Forbidden() {
  return <Problem kind="forbidden" />;
}
