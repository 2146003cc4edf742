/** EC2 takes no longer descriptions of security groups and their rules. */
export function securityGroupText(text: string): string {
  return text.slice(0, 255);
}
