-- The keys of STAS rows (base/state_key.h), in packs: extract, LEA, the first record of the pack, how
-- many rows it has, and their keys. In no order.
-- $1  text    the school year
-- $2  text[]  only of these LEAs; NULL for all
-- $3  text[]  not of these LEAs; NULL for none
SELECT 'STAS', lea_code, first_record, rows, keys
  FROM isprofile.stas_pack
 WHERE academic_year = $1 AND ($2::text[] IS NULL OR lea_code = ANY ($2::text[]))
   AND ($3::text[] IS NULL OR lea_code <> ALL ($3::text[]));
