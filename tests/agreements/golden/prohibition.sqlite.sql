-- ph-2012-10-15-bangsamoro-framework, not-unilaterally
SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1, :type_1_2, :type_1_3) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL) OR statements.act IN (:act_4_1) AND statements.type IN (:type_2_1) OR statements.act IN (:act_5_1) AND statements.type IN (:type_3_1)) AND instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2;
-- polarity_1='affirmed', polarity_2='negated', instr_1='unilateral', instr_2=0, type_1_1='REJECT', type_1_2='AGREE', type_1_3='OTHER', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='agree', type_2_1='AGREE', act_5_1='reject', type_3_1='REJECT'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1, :type_1_2, :type_1_3) AND instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2 AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- instr_1='unilateral', instr_2=0, confidence_1=0.3, type_1_1='REJECT', type_1_2='AGREE', type_1_3='OTHER'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND statements.mode IN (:mode_1_1, :mode_1_2) AND (statements.act IN (:act_1_1, :act_1_2) AND statements.status IN (:status_1_1, :status_1_2) AND statements.polarity = :polarity_1 OR statements.act IN (:act_2_1, :act_2_2) AND statements.status IN (:status_2_1, :status_2_2) AND statements.polarity = :polarity_2 OR statements.act IN (:act_3_1) AND (statements.status IN (:status_3_1, :status_3_2) OR statements.status IS NULL) OR statements.act IN (:act_4_1) AND statements.type IN (:type_2_1)) AND (instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2 OR instr(lower(CAST(statements.body AS TEXT)), :instr_3) > :instr_4 OR instr(lower(CAST(statements.body AS TEXT)), :instr_5) > :instr_6 OR instr(lower(CAST(statements.body AS TEXT)), :instr_7) > :instr_8 OR instr(lower(CAST(statements.body AS TEXT)), :instr_9) > :instr_10);
-- polarity_1='affirmed', polarity_2='negated', instr_1='decommissioning', instr_2=0, instr_3='normalization', instr_4=0, instr_5='normalisation', instr_6=0, instr_7='framework agreement', instr_8=0, instr_9='bangsamoro agreement', instr_10=0, type_1_1='REJECT', mode_1_1='suspend', mode_1_2='violate', act_1_1='assert', act_1_2='accuse', status_1_1='happened', status_1_2='ongoing', act_2_1='assert', act_2_2='accuse', status_2_1='happened', status_2_2='ongoing', act_3_1='deny', status_3_1='happened', status_3_2='ongoing', act_4_1='reject', type_2_1='REJECT'

SELECT statements.id 
FROM statements 
WHERE statements.type IN (:type_1_1) AND (instr(lower(CAST(statements.body AS TEXT)), :instr_1) > :instr_2 OR instr(lower(CAST(statements.body AS TEXT)), :instr_3) > :instr_4 OR instr(lower(CAST(statements.body AS TEXT)), :instr_5) > :instr_6 OR instr(lower(CAST(statements.body AS TEXT)), :instr_7) > :instr_8 OR instr(lower(CAST(statements.body AS TEXT)), :instr_9) > :instr_10) AND (statements.confidence IS NULL OR statements.confidence >= :confidence_1);
-- instr_1='decommissioning', instr_2=0, instr_3='normalization', instr_4=0, instr_5='normalisation', instr_6=0, instr_7='framework agreement', instr_8=0, instr_9='bangsamoro agreement', instr_10=0, confidence_1=0.3, type_1_1='REJECT'
