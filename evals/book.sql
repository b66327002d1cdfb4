-- What the known values of published companies are written with: plain SQL, apart from the tools it checks.

-- The paid lines live at the close of a day.
create temp macro live(day) as table
    select * from subscriptions
    where start_date <= day and (end_date is null or end_date > day)
        and not coalesce(is_trial, false) and not coalesce(is_one_off, false);

-- Each account with its ARR at two closes, and whether it had ever paid by the first.
create temp macro book(opens, closes) as table
    select accounts.*,
        coalesce((select sum(arr) from live(opens) line where line.account_id = accounts.account_id), 0) as opening,
        coalesce((select sum(arr) from live(closes) line where line.account_id = accounts.account_id), 0) as closing,
        exists (
            select 1 from subscriptions line
            where line.account_id = accounts.account_id and line.start_date <= opens and line.arr > 0
                and not coalesce(line.is_trial, false) and not coalesce(line.is_one_off, false)
                and (line.end_date is null or line.end_date > line.start_date)
        ) as paid_before
    from accounts;

-- How people call a CSM of the sample company, who is recorded by address.
create temp macro csm_name(csm) as
    replace(array_to_string(list_transform(
        string_split(split_part(csm, '@', 1), '.'), lambda part: upper(part[1]) || part[2:]
    ), ' '), 'Tomas', 'Tomás');
