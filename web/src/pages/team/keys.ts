/** Of what is asked about the team. */

export const teamKey = ["team"] as const;
export const invitationsKey = ["invitations"] as const;
