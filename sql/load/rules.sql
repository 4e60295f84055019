-- The rules by their numbers, which count from 0.
SELECT rule FROM isprofile.rule ORDER BY number;
