-- ua-2020-07-22-ceasefire-measures, monitors-count
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (+statements.country IS NULL OR +statements.country IN (:+statements_country_1_1)) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL)) AND (CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/');
-- polarity_1='affirmed', polarity_2='negated', param_1='ceasefire violation', type_1_1='ASSAULT', +statements_country_1_1='UKR', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/') AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- param_1='ceasefire violation', confidence_1=0.3, type_1_1='ASSAULT'
