import { Problem } from "@/components/frame/problem";

export default function NotFound() {
  return <Problem kind="notFound" />;
}
