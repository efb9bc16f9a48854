import { Select } from '@mantine/core';
import { useFormat } from '../../format/use-format.ts';

/** One of the months that carry figures. */
export function MonthSelect(props: {
  readonly label: string;
  readonly value: string;
  readonly months: readonly string[];
  readonly onChange: (month: string) => void;
}) {
  const format = useFormat();
  const months = props.months.includes(props.value) ? props.months : [props.value, ...props.months];
  return (
    <Select
      label={props.label}
      w="9.5rem"
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      value={props.value}
      data={months.map((month) => ({ value: month, label: format.month(month) }))}
      onChange={(month) => month !== null && props.onChange(month)}
    />
  );
}
