/** An action as somebody writes it: `migrate( vm0.vcpu1,cpu0 )` is `migrate(vm0.vcpu1, cpu0)`, for no name has a blank. */
export const actionIn = (text: string): string => text.replaceAll(/\s+/g, '').replaceAll(',', ', ');
