-- ph-2012-10-15-bangsamoro-framework, not-unilaterally
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1, :type_1_2, :type_1_3) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL) OR statements.act IN (:act_4_1) AND statements.type IN (:type_2_1) OR statements.act IN (:act_5_1) AND statements.type IN (:type_3_1)) AND (CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/');
-- polarity_1='affirmed', polarity_2='negated', param_1='unilateral', type_1_1='REJECT', type_1_2='AGREE', type_1_3='OTHER', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='agree', type_2_1='AGREE', act_5_1='reject', type_3_1='REJECT'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1, :type_1_2, :type_1_3) AND (CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/') AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- param_1='unilateral', confidence_1=0.3, type_1_1='REJECT', type_1_2='AGREE', type_1_3='OTHER'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND statements.mode IN (:mode_1_1, :mode_1_2) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL) OR statements.act IN (:act_4_1) AND statements.type IN (:type_2_1)) AND ((CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_2 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_3 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_4 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_5 || '%' ESCAPE '/'));
-- polarity_1='affirmed', polarity_2='negated', param_1='decommissioning', param_2='normalization', param_3='normalisation', param_4='framework agreement', param_5='Bangsamoro agreement', type_1_1='REJECT', mode_1_1='suspend', mode_1_2='violate', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='reject', type_2_1='REJECT'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND ((CAST(statements.body AS TEXT) LIKE '%' || :param_1 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_2 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_3 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_4 || '%' ESCAPE '/') OR (CAST(statements.body AS TEXT) LIKE '%' || :param_5 || '%' ESCAPE '/')) AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- param_1='decommissioning', param_2='normalization', param_3='normalisation', param_4='framework agreement', param_5='Bangsamoro agreement', confidence_1=0.3, type_1_1='REJECT'
