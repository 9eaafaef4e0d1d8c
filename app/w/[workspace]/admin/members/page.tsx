import { MembersView } from "@/components/members/members-view";
import { noInput } from "@/lib/accounts/schema";
import { definePage } from "@/lib/doors/define-page";
import { listMembers } from "@/lib/members/queries";

export default definePage({ can: "members:manage", input: noInput, load: listMembers, view: MembersView });
