-- A file of the first version: one subscription paid for, one session open, its webhooks still to be delivered.
CREATE TABLE objects (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    json TEXT NOT NULL,
    hidden TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
CREATE INDEX objects_of_type ON objects (type, seq);
CREATE INDEX objects_since ON objects (type, created);
CREATE INDEX objects_by_active ON objects (type, json_extract(json, '$.active'), seq);
CREATE INDEX objects_by_charge ON objects (type, json_extract(json, '$.charge'), seq);
CREATE INDEX objects_by_customer ON objects (type, json_extract(json, '$.customer'), seq);
CREATE INDEX objects_by_email ON objects (type, json_extract(json, '$.email'), seq);
CREATE INDEX objects_by_payer_email ON objects (type, json_extract(json, '$.customer_details.email'), seq);
CREATE INDEX objects_by_invoice ON objects (type, json_extract(json, '$.invoice'), seq);
CREATE INDEX objects_by_invoice_subscription ON objects (type, json_extract(json, '$.parent.subscription_details.subscription'), seq);
CREATE INDEX objects_by_lookup_key ON objects (type, json_extract(json, '$.lookup_key'), seq);
CREATE INDEX objects_by_payment_intent ON objects (type, json_extract(json, '$.payment_intent'), seq);
CREATE INDEX objects_by_paid_by_intent ON objects (type, json_extract(json, '$.payment.payment_intent'), seq);
CREATE INDEX objects_by_product ON objects (type, json_extract(json, '$.product'), seq);
CREATE INDEX objects_by_status ON objects (type, json_extract(json, '$.status'), seq);
CREATE INDEX objects_by_subscription ON objects (type, json_extract(json, '$.subscription'), seq);
CREATE INDEX objects_by_type ON objects (type, json_extract(json, '$.type'), seq);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    object_id TEXT,
    json TEXT NOT NULL
  ) STRICT;
CREATE INDEX events_by_type ON events (type, seq);
CREATE INDEX events_by_created ON events (created);
CREATE INDEX events_by_object ON events (object_id, seq);
CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (id),
    endpoint_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    last_attempt_at INTEGER,
    last_outcome TEXT
  ) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_attempt_at, seq) WHERE state = 'pending';
CREATE INDEX deliveries_by_event ON deliveries (event_id);
CREATE TABLE idempotency_keys (
    key TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    digest TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT;
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (1, 'prod_paper', 'product', 1795530900, '{"id":"prod_paper","object":"product","active":true,"created":1795530900,"default_price":null,"description":null,"images":[],"livemode":false,"marketing_features":[],"metadata":{},"package_dimensions":null,"shippable":null,"statement_descriptor":null,"tax_code":null,"tax_details":null,"type":"service","unit_label":null,"updated":1795530900,"url":null,"name":"Paper 4 GB"}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (2, 'price_paper_monthly', 'price', 1795530900, '{"id":"price_paper_monthly","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, monthly","recurring":{"interval":"month","interval_count":1,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"1200","product":"prod_paper","unit_amount":1200,"currency":"usd"}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (3, 'price_paper_quarterly', 'price', 1795530900, '{"id":"price_paper_quarterly","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, quarterly","recurring":{"interval":"month","interval_count":3,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"3300","product":"prod_paper","unit_amount":3300,"currency":"usd"}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (4, 'price_paper_euro', 'price', 1795530900, '{"id":"price_paper_euro","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, in euro","recurring":{"interval":"month","interval_count":1,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"1100","product":"prod_paper","unit_amount":1100,"currency":"eur"}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (5, 'we_11oPMevb8pjn66EyYpseXart', 'webhook_endpoint', 1795530900, '{"id":"we_11oPMevb8pjn66EyYpseXart","object":"webhook_endpoint","api_version":null,"application":null,"created":1795530900,"description":"Waybill''s own","livemode":false,"metadata":{},"status":"enabled","url":"http://127.0.0.1:1/api/stripe/webhook","enabled_events":["*"]}', '{"secret":"whsec_testsOfTheSandbox","fromHost":true,"unpointed":false}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (6, 'cs_test_a1KPIkFmiQ830JRPSBXGbGJ0ftrtrEn52W1yzr7tlpl0EOGnyNVB6Ceq46', 'checkout.session', 1795530900, '{"id":"cs_test_a1KPIkFmiQ830JRPSBXGbGJ0ftrtrEn52W1yzr7tlpl0EOGnyNVB6Ceq46","object":"checkout.session","adaptive_pricing":{"enabled":false},"after_expiration":null,"allow_promotion_codes":null,"allowed_payment_method_types":null,"amount_subtotal":1200,"amount_total":1200,"automatic_tax":{"enabled":false,"liability":null,"provider":null,"status":null},"billing_address_collection":null,"cancel_url":null,"client_reference_id":null,"client_secret":null,"collected_information":null,"consent":null,"consent_collection":null,"created":1795530900,"currency":"usd","currency_conversion":null,"custom_fields":[],"custom_text":{"after_submit":null,"shipping_address":null,"submit":null,"terms_of_service_acceptance":null},"customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"customer_creation":null,"customer_details":{"address":null,"business_name":null,"email":"lena@example.de","individual_name":null,"name":null,"phone":null,"tax_exempt":"none","tax_ids":null},"customer_email":"lena@example.de","discounts":[],"expires_at":1795617300,"integration_identifier":null,"invoice":"in_1lMvxQyRG5sFjtmmltUNCw8f","invoice_creation":null,"livemode":false,"locale":null,"managed_payments":{"enabled":false},"metadata":{},"mode":"subscription","origin_context":null,"payment_intent":null,"payment_link":null,"payment_method_collection":"always","payment_method_configuration_details":null,"payment_method_options":{"card":{"request_three_d_secure":"automatic"}},"payment_method_types":["card","us_bank_account"],"payment_status":"paid","permissions":null,"phone_number_collection":{"enabled":false},"recovered_from":null,"saved_payment_method_options":null,"setup_intent":null,"shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],"status":"complete","submit_type":null,"subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","success_url":"http://127.0.0.1:3000/s","total_details":{"amount_discount":0,"amount_shipping":0,"amount_tax":0},"ui_mode":"hosted_page","url":null,"wallet_options":null}', '{"lineItems":[{"id":"li_19OKT6xLUtNdO7mC36p32a6D","object":"item","adjustable_quantity":null,"amount_discount":0,"amount_subtotal":1200,"amount_tax":0,"amount_total":1200,"currency":"usd","description":"Paper 4 GB","metadata":{},"price":{"id":"price_paper_monthly","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, monthly","recurring":{"interval":"month","interval_count":1,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"1200","product":"prod_paper","unit_amount":1200,"currency":"usd"},"quantity":1}],"madeWith":{"metadata":{},"description":null},"trialDays":0,"attempt":null}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (7, 'cs_test_a10ZMffsRhnnO91IBJp1VVB4GQeNogoiS0JxvWtlwUleg5gvXhKVYToQWe', 'checkout.session', 1795530900, '{"id":"cs_test_a10ZMffsRhnnO91IBJp1VVB4GQeNogoiS0JxvWtlwUleg5gvXhKVYToQWe","object":"checkout.session","adaptive_pricing":{"enabled":false},"after_expiration":null,"allow_promotion_codes":null,"allowed_payment_method_types":null,"amount_subtotal":1200,"amount_total":1200,"automatic_tax":{"enabled":false,"liability":null,"provider":null,"status":null},"billing_address_collection":null,"cancel_url":null,"client_reference_id":null,"client_secret":null,"collected_information":null,"consent":null,"consent_collection":null,"created":1795530900,"currency":"usd","currency_conversion":null,"custom_fields":[],"custom_text":{"after_submit":null,"shipping_address":null,"submit":null,"terms_of_service_acceptance":null},"customer":null,"customer_account":null,"customer_creation":null,"customer_details":{"address":null,"business_name":null,"email":"lena@example.de","individual_name":null,"name":null,"phone":null,"tax_exempt":"none","tax_ids":null},"customer_email":"lena@example.de","discounts":[],"expires_at":1795617300,"integration_identifier":null,"invoice":null,"invoice_creation":null,"livemode":false,"locale":null,"managed_payments":{"enabled":false},"metadata":{},"mode":"subscription","origin_context":null,"payment_intent":null,"payment_link":null,"payment_method_collection":"always","payment_method_configuration_details":null,"payment_method_options":{"card":{"request_three_d_secure":"automatic"}},"payment_method_types":["card","us_bank_account"],"payment_status":"unpaid","permissions":null,"phone_number_collection":{"enabled":false},"recovered_from":null,"saved_payment_method_options":null,"setup_intent":null,"shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],"status":"open","submit_type":null,"subscription":null,"success_url":"http://127.0.0.1:3000/s","total_details":{"amount_discount":0,"amount_shipping":0,"amount_tax":0},"ui_mode":"hosted_page","url":"http://127.0.0.1:45239/c/pay/cs_test_a10ZMffsRhnnO91IBJp1VVB4GQeNogoiS0JxvWtlwUleg5gvXhKVYToQWe","wallet_options":null}', '{"lineItems":[{"id":"li_1xWUMuLhJoQs67lW7Q78I8Nr","object":"item","adjustable_quantity":null,"amount_discount":0,"amount_subtotal":1200,"amount_tax":0,"amount_total":1200,"currency":"usd","description":"Paper 4 GB","metadata":{},"price":{"id":"price_paper_monthly","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, monthly","recurring":{"interval":"month","interval_count":1,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"1200","product":"prod_paper","unit_amount":1200,"currency":"usd"},"quantity":1}],"madeWith":{"metadata":{},"description":null},"trialDays":0,"attempt":null}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (8, 'pm_17Ix0ZAa1B4BoOrCxcBM3GVU', 'payment_method', 1795530900, '{"id":"pm_17Ix0ZAa1B4BoOrCxcBM3GVU","object":"payment_method","allow_redisplay":"unspecified","billing_details":{"address":null,"email":null,"name":null,"phone":null,"tax_id":null},"created":1795530900,"customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"livemode":false,"metadata":{},"type":"card","card":{"brand":"visa","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},"country":"US","display_brand":"visa","exp_month":12,"exp_year":2027,"fingerprint":"sandbox242424242","funding":"credit","generated_from":null,"last4":"4242","networks":{"available":["visa"],"preferred":null},"regulated_status":"unregulated","three_d_secure_usage":{"supported":true},"wallet":null}}', '{"cardNumber":"4242424242424242"}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (9, 'cus_sh0zkBjEHQHVPz', 'customer', 1795530900, '{"id":"cus_sh0zkBjEHQHVPz","object":"customer","address":null,"balance":0,"created":1795530900,"currency":null,"customer_account":null,"default_source":null,"delinquent":false,"description":null,"discount":null,"email":"lena@example.de","invoice_prefix":"JEHQHVPZ","invoice_settings":{"custom_fields":null,"default_payment_method":null,"footer":null,"rendering_options":null},"livemode":false,"metadata":{},"name":null,"next_invoice_sequence":2,"phone":null,"preferred_locales":[],"shipping":null,"tax_exempt":"none","test_clock":null}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (10, 'sub_1jZFlPK6NwrKCUFYY4iHKFu5', 'subscription', 1795530900, '{"id":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","object":"subscription","application":null,"application_fee_percent":null,"automatic_tax":{"disabled_reason":null,"enabled":false,"liability":null},"billing_cycle_anchor":1795530900,"billing_cycle_anchor_config":null,"billing_mode":{"flexible":{"proration_discounts":"included"},"type":"flexible"},"billing_schedules":[],"billing_thresholds":null,"cancel_at":null,"cancel_at_period_end":false,"canceled_at":null,"cancellation_details":{"comment":null,"feedback":null,"feedback_option":null,"reason":null},"collection_method":"charge_automatically","created":1795530900,"currency":"usd","customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"days_until_due":null,"default_payment_method":"pm_17Ix0ZAa1B4BoOrCxcBM3GVU","default_source":null,"default_tax_rates":[],"description":null,"discounts":[],"ended_at":null,"invoice_settings":{"account_tax_ids":null,"custom_fields":null,"description":null,"footer":null,"issuer":{"type":"self"}},"items":{"object":"list","data":[{"id":"si_0uZ2nVZv6qU9VP","object":"subscription_item","billing_thresholds":null,"created":1795530900,"current_period_end":1798122900,"current_period_start":1795530900,"current_trial":null,"discounts":[],"metadata":{},"plan":{"id":"price_paper_monthly","object":"plan","active":true,"amount":1200,"amount_decimal":"1200","billing_scheme":"per_unit","created":1795530900,"currency":"usd","interval":"month","interval_count":1,"livemode":false,"metadata":{},"meter":null,"nickname":"Paper 4 GB, monthly","product":"prod_paper","tiers_mode":null,"transform_usage":null,"trial_period_days":null,"usage_type":"licensed"},"price":{"id":"price_paper_monthly","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, monthly","recurring":{"interval":"month","interval_count":1,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"1200","product":"prod_paper","unit_amount":1200,"currency":"usd"},"quantity":1,"subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","tax_rates":[]}],"has_more":false,"url":"/v1/subscription_items?subscription=sub_1jZFlPK6NwrKCUFYY4iHKFu5"},"latest_invoice":"in_1lMvxQyRG5sFjtmmltUNCw8f","livemode":false,"managed_payments":null,"metadata":{},"next_pending_invoice_item_invoice":null,"on_behalf_of":null,"pause_collection":null,"payment_settings":{"payment_method_options":null,"payment_method_types":null,"save_default_payment_method":"off"},"pending_invoice_item_interval":null,"pending_setup_intent":null,"pending_update":null,"schedule":null,"start_date":1795530900,"status":"active","test_clock":null,"transfer_data":null,"trial_end":null,"trial_settings":{"end_behavior":{"billing_cycle_anchor":null,"missing_payment_method":"create_invoice"}},"trial_start":null}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (11, 'in_1lMvxQyRG5sFjtmmltUNCw8f', 'invoice', 1795530900, '{"id":"in_1lMvxQyRG5sFjtmmltUNCw8f","object":"invoice","account_country":"US","account_name":"Waybill sandbox","account_tax_ids":null,"amount_due":1200,"amount_overpaid":0,"amount_paid":1200,"amount_remaining":0,"amount_shipping":0,"application":null,"attempt_count":1,"attempted":true,"auto_advance":false,"automatic_tax":{"disabled_reason":null,"enabled":false,"liability":null,"provider":null,"status":null},"automatically_finalizes_at":null,"billing_reason":"subscription_create","collection_method":"charge_automatically","created":1795530900,"currency":"usd","custom_fields":null,"customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"customer_address":null,"customer_email":"lena@example.de","customer_name":null,"customer_phone":null,"customer_shipping":null,"customer_tax_exempt":"none","customer_tax_ids":[],"default_payment_method":null,"default_source":null,"default_tax_rates":[],"description":null,"discounts":[],"due_date":null,"effective_at":1795530900,"ending_balance":0,"footer":null,"from_invoice":null,"hosted_invoice_url":"http://127.0.0.1:45239/test/invoices/in_1lMvxQyRG5sFjtmmltUNCw8f","invoice_pdf":null,"issuer":{"type":"self"},"last_finalization_error":null,"latest_revision":null,"lines":{"object":"list","data":[{"id":"il_1zzaEYGlaKsHDsZ48I2DNtGR","object":"line_item","amount":1200,"currency":"usd","description":"1 × Paper 4 GB, monthly","discount_amounts":[],"discountable":true,"discounts":[],"invoice":"in_1lMvxQyRG5sFjtmmltUNCw8f","livemode":false,"metadata":{},"parent":{"invoice_item_details":null,"subscription_item_details":{"invoice_item":null,"proration":false,"proration_details":{"credited_items":null},"subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","subscription_item":"si_0uZ2nVZv6qU9VP"},"type":"subscription_item_details"},"period":{"start":1795530900,"end":1798122900},"pretax_credit_amounts":[],"pricing":{"price_details":{"price":"price_paper_monthly","product":"prod_paper"},"type":"price_details","unit_amount_decimal":"1200"},"quantity":1,"quantity_decimal":"1","subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","subtotal":1200,"taxes":[]}],"has_more":false,"url":"/v1/invoices/in_1lMvxQyRG5sFjtmmltUNCw8f/lines"},"livemode":false,"metadata":{},"next_payment_attempt":null,"number":"JEHQHVPZ-0001","on_behalf_of":null,"parent":{"quote_details":null,"subscription_details":{"metadata":{},"subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5"},"type":"subscription_details"},"payment_settings":{"default_mandate":null,"payment_method_options":null,"payment_method_types":null},"period_end":1795530900,"period_start":1795530900,"post_payment_credit_notes_amount":0,"pre_payment_credit_notes_amount":0,"receipt_number":null,"rendering":null,"shipping_cost":null,"shipping_details":null,"starting_balance":0,"statement_descriptor":null,"status":"paid","status_transitions":{"finalized_at":1795530900,"marked_uncollectible_at":null,"paid_at":1795530900,"voided_at":null},"subtotal":1200,"subtotal_excluding_tax":1200,"test_clock":null,"total":1200,"total_discount_amounts":[],"total_excluding_tax":1200,"total_pretax_credit_amounts":[],"total_taxes":[],"webhooks_delivered_at":null}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (12, 'pi_3MNt2GlH7ijVtMWLnk3Z8Nsv', 'payment_intent', 1795530900, '{"id":"pi_3MNt2GlH7ijVtMWLnk3Z8Nsv","object":"payment_intent","allowed_payment_method_types":null,"amount":1200,"amount_capturable":0,"amount_details":{"tip":{}},"amount_received":1200,"application":null,"application_fee_amount":null,"automatic_payment_methods":null,"canceled_at":null,"cancellation_reason":null,"capture_method":"automatic_async","client_secret":"pi_3MNt2GlH7ijVtMWLnk3Z8Nsv_secret_MORLZgqCbiTjyyepmnjziAbF4","confirmation_method":"automatic","created":1795530900,"currency":"usd","customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"description":"Subscription creation","excluded_payment_method_types":null,"last_payment_error":null,"latest_charge":"ch_3kpQzExC0yyQ675Uzp3src7J","livemode":false,"managed_payments":null,"metadata":{},"next_action":null,"on_behalf_of":null,"payment_method":"pm_17Ix0ZAa1B4BoOrCxcBM3GVU","payment_method_configuration_details":null,"payment_method_options":{"card":{"installments":null,"mandate_options":null,"network":null,"request_three_d_secure":"automatic"}},"payment_method_types":["card"],"payment_record":null,"processing":null,"receipt_email":null,"review":null,"setup_future_usage":"off_session","shipping":null,"source":null,"statement_descriptor":null,"statement_descriptor_suffix":null,"status":"succeeded","transfer_data":null,"transfer_group":null}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (13, 'inpay_10MGtXd2UbZMFHklL5cuvrJ0', 'invoice_payment', 1795530900, '{"id":"inpay_10MGtXd2UbZMFHklL5cuvrJ0","object":"invoice_payment","amount_paid":1200,"amount_requested":1200,"created":1795530900,"currency":"usd","invoice":"in_1lMvxQyRG5sFjtmmltUNCw8f","is_default":true,"livemode":false,"payment":{"payment_intent":"pi_3MNt2GlH7ijVtMWLnk3Z8Nsv","type":"payment_intent"},"status":"paid","status_transitions":{"canceled_at":null,"paid_at":1795530900}}', '{}');
INSERT INTO objects (seq, id, type, created, json, hidden) VALUES (14, 'ch_3kpQzExC0yyQ675Uzp3src7J', 'charge', 1795530900, '{"id":"ch_3kpQzExC0yyQ675Uzp3src7J","object":"charge","amount":1200,"amount_captured":1200,"amount_refunded":0,"application":null,"application_fee":null,"application_fee_amount":null,"balance_transaction":"txn_3AToI54HptJhbvjBVc1BHJuZ","billing_details":{"address":null,"email":null,"name":null,"phone":null,"tax_id":null},"calculated_statement_descriptor":"WAYBILL SANDBOX","captured":true,"created":1795530900,"currency":"usd","customer":"cus_sh0zkBjEHQHVPz","description":"Subscription creation","disputed":false,"failure_balance_transaction":null,"failure_code":null,"failure_message":null,"fraud_details":{},"livemode":false,"metadata":{},"on_behalf_of":null,"outcome":{"advice_code":null,"network_advice_code":null,"network_decline_code":null,"risk_level":"normal","risk_score":20,"network_status":"approved_by_network","reason":null,"seller_message":"Payment complete.","type":"authorized"},"paid":true,"payment_intent":"pi_3MNt2GlH7ijVtMWLnk3Z8Nsv","payment_method":"pm_17Ix0ZAa1B4BoOrCxcBM3GVU","payment_method_details":{"type":"card","card":{"amount_authorized":null,"authorization_code":null,"brand":"visa","checks":{"address_line1_check":null,"address_postal_code_check":null,"cvc_check":"pass"},"country":"US","electronic_commerce_indicator":null,"exp_month":12,"exp_year":2027,"fingerprint":"sandbox242424242","funding":"credit","installments":null,"last4":"4242","mandate":null,"network":"visa","network_token":{"used":false},"network_transaction_id":null,"regulated_status":"unregulated","three_d_secure":null,"transaction_link_id":null,"wallet":null}},"receipt_email":null,"receipt_number":null,"receipt_url":null,"refunded":false,"review":null,"shipping":null,"source":null,"source_transfer":null,"statement_descriptor":null,"statement_descriptor_suffix":null,"status":"succeeded","transfer_data":null,"transfer_group":null}', '{}');
INSERT INTO events (seq, id, type, created, object_id, json) VALUES (12, 'evt_1IqennDZJPlTfqMKs2uJ97cG', 'customer.subscription.updated', 1795530900, 'sub_1jZFlPK6NwrKCUFYY4iHKFu5', '{"id":"evt_1IqennDZJPlTfqMKs2uJ97cG","object":"event","api_version":"2026-10-28.endive","created":1795530900,"data":{"object":{"id":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","object":"subscription","application":null,"application_fee_percent":null,"automatic_tax":{"disabled_reason":null,"enabled":false,"liability":null},"billing_cycle_anchor":1795530900,"billing_cycle_anchor_config":null,"billing_mode":{"flexible":{"proration_discounts":"included"},"type":"flexible"},"billing_schedules":[],"billing_thresholds":null,"cancel_at":null,"cancel_at_period_end":false,"canceled_at":null,"cancellation_details":{"comment":null,"feedback":null,"feedback_option":null,"reason":null},"collection_method":"charge_automatically","created":1795530900,"currency":"usd","customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"days_until_due":null,"default_payment_method":"pm_17Ix0ZAa1B4BoOrCxcBM3GVU","default_source":null,"default_tax_rates":[],"description":null,"discounts":[],"ended_at":null,"invoice_settings":{"account_tax_ids":null,"custom_fields":null,"description":null,"footer":null,"issuer":{"type":"self"}},"items":{"object":"list","data":[{"id":"si_0uZ2nVZv6qU9VP","object":"subscription_item","billing_thresholds":null,"created":1795530900,"current_period_end":1798122900,"current_period_start":1795530900,"current_trial":null,"discounts":[],"metadata":{},"plan":{"id":"price_paper_monthly","object":"plan","active":true,"amount":1200,"amount_decimal":"1200","billing_scheme":"per_unit","created":1795530900,"currency":"usd","interval":"month","interval_count":1,"livemode":false,"metadata":{},"meter":null,"nickname":"Paper 4 GB, monthly","product":"prod_paper","tiers_mode":null,"transform_usage":null,"trial_period_days":null,"usage_type":"licensed"},"price":{"id":"price_paper_monthly","object":"price","active":true,"billing_scheme":"per_unit","created":1795530900,"custom_unit_amount":null,"livemode":false,"lookup_key":null,"metadata":{},"nickname":"Paper 4 GB, monthly","recurring":{"interval":"month","interval_count":1,"meter":null,"trial_period_days":null,"usage_type":"licensed"},"tax_behavior":"unspecified","tiers_mode":null,"transform_quantity":null,"type":"recurring","unit_amount_decimal":"1200","product":"prod_paper","unit_amount":1200,"currency":"usd"},"quantity":1,"subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","tax_rates":[]}],"has_more":false,"url":"/v1/subscription_items?subscription=sub_1jZFlPK6NwrKCUFYY4iHKFu5"},"latest_invoice":"in_1lMvxQyRG5sFjtmmltUNCw8f","livemode":false,"managed_payments":null,"metadata":{},"next_pending_invoice_item_invoice":null,"on_behalf_of":null,"pause_collection":null,"payment_settings":{"payment_method_options":null,"payment_method_types":null,"save_default_payment_method":"off"},"pending_invoice_item_interval":null,"pending_setup_intent":null,"pending_update":null,"schedule":null,"start_date":1795530900,"status":"active","test_clock":null,"transfer_data":null,"trial_end":null,"trial_settings":{"end_behavior":{"billing_cycle_anchor":null,"missing_payment_method":"create_invoice"}},"trial_start":null},"previous_attributes":{"status":"incomplete","latest_invoice":null}},"livemode":false,"pending_webhooks":1,"request":{"id":"req_lh7vogxrPvCreK","idempotency_key":null},"type":"customer.subscription.updated"}');
INSERT INTO events (seq, id, type, created, object_id, json) VALUES (13, 'evt_1ymDvGXfAeRpU7Z4oWjSHHM9', 'checkout.session.completed', 1795530900, 'cs_test_a1KPIkFmiQ830JRPSBXGbGJ0ftrtrEn52W1yzr7tlpl0EOGnyNVB6Ceq46', '{"id":"evt_1ymDvGXfAeRpU7Z4oWjSHHM9","object":"event","api_version":"2026-10-28.endive","created":1795530900,"data":{"object":{"id":"cs_test_a1KPIkFmiQ830JRPSBXGbGJ0ftrtrEn52W1yzr7tlpl0EOGnyNVB6Ceq46","object":"checkout.session","adaptive_pricing":{"enabled":false},"after_expiration":null,"allow_promotion_codes":null,"allowed_payment_method_types":null,"amount_subtotal":1200,"amount_total":1200,"automatic_tax":{"enabled":false,"liability":null,"provider":null,"status":null},"billing_address_collection":null,"cancel_url":null,"client_reference_id":null,"client_secret":null,"collected_information":null,"consent":null,"consent_collection":null,"created":1795530900,"currency":"usd","currency_conversion":null,"custom_fields":[],"custom_text":{"after_submit":null,"shipping_address":null,"submit":null,"terms_of_service_acceptance":null},"customer":"cus_sh0zkBjEHQHVPz","customer_account":null,"customer_creation":null,"customer_details":{"address":null,"business_name":null,"email":"lena@example.de","individual_name":null,"name":null,"phone":null,"tax_exempt":"none","tax_ids":null},"customer_email":"lena@example.de","discounts":[],"expires_at":1795617300,"integration_identifier":null,"invoice":"in_1lMvxQyRG5sFjtmmltUNCw8f","invoice_creation":null,"livemode":false,"locale":null,"managed_payments":{"enabled":false},"metadata":{},"mode":"subscription","origin_context":null,"payment_intent":null,"payment_link":null,"payment_method_collection":"always","payment_method_configuration_details":null,"payment_method_options":{"card":{"request_three_d_secure":"automatic"}},"payment_method_types":["card","us_bank_account"],"payment_status":"paid","permissions":null,"phone_number_collection":{"enabled":false},"recovered_from":null,"saved_payment_method_options":null,"setup_intent":null,"shipping_address_collection":null,"shipping_cost":null,"shipping_options":[],"status":"complete","submit_type":null,"subscription":"sub_1jZFlPK6NwrKCUFYY4iHKFu5","success_url":"http://127.0.0.1:3000/s","total_details":{"amount_discount":0,"amount_shipping":0,"amount_tax":0},"ui_mode":"hosted_page","url":null,"wallet_options":null}},"livemode":false,"pending_webhooks":1,"request":{"id":"req_lh7vogxrPvCreK","idempotency_key":null},"type":"checkout.session.completed"}');
INSERT INTO deliveries (seq, event_id, endpoint_id, payload, state, attempts, created_at, next_attempt_at, last_attempt_at, last_outcome) VALUES (12, 'evt_1IqennDZJPlTfqMKs2uJ97cG', 'we_11oPMevb8pjn66EyYpseXart', '{
  "id": "evt_1IqennDZJPlTfqMKs2uJ97cG",
  "object": "event",
  "api_version": "2026-10-28.endive",
  "created": 1795530900,
  "data": {
    "object": {
      "id": "sub_1jZFlPK6NwrKCUFYY4iHKFu5",
      "object": "subscription",
      "application": null,
      "application_fee_percent": null,
      "automatic_tax": {
        "disabled_reason": null,
        "enabled": false,
        "liability": null
      },
      "billing_cycle_anchor": 1795530900,
      "billing_cycle_anchor_config": null,
      "billing_mode": {
        "flexible": {
          "proration_discounts": "included"
        },
        "type": "flexible"
      },
      "billing_schedules": [],
      "billing_thresholds": null,
      "cancel_at": null,
      "cancel_at_period_end": false,
      "canceled_at": null,
      "cancellation_details": {
        "comment": null,
        "feedback": null,
        "feedback_option": null,
        "reason": null
      },
      "collection_method": "charge_automatically",
      "created": 1795530900,
      "currency": "usd",
      "customer": "cus_sh0zkBjEHQHVPz",
      "customer_account": null,
      "days_until_due": null,
      "default_payment_method": "pm_17Ix0ZAa1B4BoOrCxcBM3GVU",
      "default_source": null,
      "default_tax_rates": [],
      "description": null,
      "discounts": [],
      "ended_at": null,
      "invoice_settings": {
        "account_tax_ids": null,
        "custom_fields": null,
        "description": null,
        "footer": null,
        "issuer": {
          "type": "self"
        }
      },
      "items": {
        "object": "list",
        "data": [
          {
            "id": "si_0uZ2nVZv6qU9VP",
            "object": "subscription_item",
            "billing_thresholds": null,
            "created": 1795530900,
            "current_period_end": 1798122900,
            "current_period_start": 1795530900,
            "current_trial": null,
            "discounts": [],
            "metadata": {},
            "plan": {
              "id": "price_paper_monthly",
              "object": "plan",
              "active": true,
              "amount": 1200,
              "amount_decimal": "1200",
              "billing_scheme": "per_unit",
              "created": 1795530900,
              "currency": "usd",
              "interval": "month",
              "interval_count": 1,
              "livemode": false,
              "metadata": {},
              "meter": null,
              "nickname": "Paper 4 GB, monthly",
              "product": "prod_paper",
              "tiers_mode": null,
              "transform_usage": null,
              "trial_period_days": null,
              "usage_type": "licensed"
            },
            "price": {
              "id": "price_paper_monthly",
              "object": "price",
              "active": true,
              "billing_scheme": "per_unit",
              "created": 1795530900,
              "custom_unit_amount": null,
              "livemode": false,
              "lookup_key": null,
              "metadata": {},
              "nickname": "Paper 4 GB, monthly",
              "recurring": {
                "interval": "month",
                "interval_count": 1,
                "meter": null,
                "trial_period_days": null,
                "usage_type": "licensed"
              },
              "tax_behavior": "unspecified",
              "tiers_mode": null,
              "transform_quantity": null,
              "type": "recurring",
              "unit_amount_decimal": "1200",
              "product": "prod_paper",
              "unit_amount": 1200,
              "currency": "usd"
            },
            "quantity": 1,
            "subscription": "sub_1jZFlPK6NwrKCUFYY4iHKFu5",
            "tax_rates": []
          }
        ],
        "has_more": false,
        "url": "/v1/subscription_items?subscription=sub_1jZFlPK6NwrKCUFYY4iHKFu5"
      },
      "latest_invoice": "in_1lMvxQyRG5sFjtmmltUNCw8f",
      "livemode": false,
      "managed_payments": null,
      "metadata": {},
      "next_pending_invoice_item_invoice": null,
      "on_behalf_of": null,
      "pause_collection": null,
      "payment_settings": {
        "payment_method_options": null,
        "payment_method_types": null,
        "save_default_payment_method": "off"
      },
      "pending_invoice_item_interval": null,
      "pending_setup_intent": null,
      "pending_update": null,
      "schedule": null,
      "start_date": 1795530900,
      "status": "active",
      "test_clock": null,
      "transfer_data": null,
      "trial_end": null,
      "trial_settings": {
        "end_behavior": {
          "billing_cycle_anchor": null,
          "missing_payment_method": "create_invoice"
        }
      },
      "trial_start": null
    },
    "previous_attributes": {
      "status": "incomplete",
      "latest_invoice": null
    }
  },
  "livemode": false,
  "pending_webhooks": 1,
  "request": {
    "id": "req_lh7vogxrPvCreK",
    "idempotency_key": null
  },
  "type": "customer.subscription.updated"
}', 'pending', 1, 1795530900000, 1795534500000, 1795530900000, 'connection refused');
INSERT INTO deliveries (seq, event_id, endpoint_id, payload, state, attempts, created_at, next_attempt_at, last_attempt_at, last_outcome) VALUES (13, 'evt_1ymDvGXfAeRpU7Z4oWjSHHM9', 'we_11oPMevb8pjn66EyYpseXart', '{
  "id": "evt_1ymDvGXfAeRpU7Z4oWjSHHM9",
  "object": "event",
  "api_version": "2026-10-28.endive",
  "created": 1795530900,
  "data": {
    "object": {
      "id": "cs_test_a1KPIkFmiQ830JRPSBXGbGJ0ftrtrEn52W1yzr7tlpl0EOGnyNVB6Ceq46",
      "object": "checkout.session",
      "adaptive_pricing": {
        "enabled": false
      },
      "after_expiration": null,
      "allow_promotion_codes": null,
      "allowed_payment_method_types": null,
      "amount_subtotal": 1200,
      "amount_total": 1200,
      "automatic_tax": {
        "enabled": false,
        "liability": null,
        "provider": null,
        "status": null
      },
      "billing_address_collection": null,
      "cancel_url": null,
      "client_reference_id": null,
      "client_secret": null,
      "collected_information": null,
      "consent": null,
      "consent_collection": null,
      "created": 1795530900,
      "currency": "usd",
      "currency_conversion": null,
      "custom_fields": [],
      "custom_text": {
        "after_submit": null,
        "shipping_address": null,
        "submit": null,
        "terms_of_service_acceptance": null
      },
      "customer": "cus_sh0zkBjEHQHVPz",
      "customer_account": null,
      "customer_creation": null,
      "customer_details": {
        "address": null,
        "business_name": null,
        "email": "lena@example.de",
        "individual_name": null,
        "name": null,
        "phone": null,
        "tax_exempt": "none",
        "tax_ids": null
      },
      "customer_email": "lena@example.de",
      "discounts": [],
      "expires_at": 1795617300,
      "integration_identifier": null,
      "invoice": "in_1lMvxQyRG5sFjtmmltUNCw8f",
      "invoice_creation": null,
      "livemode": false,
      "locale": null,
      "managed_payments": {
        "enabled": false
      },
      "metadata": {},
      "mode": "subscription",
      "origin_context": null,
      "payment_intent": null,
      "payment_link": null,
      "payment_method_collection": "always",
      "payment_method_configuration_details": null,
      "payment_method_options": {
        "card": {
          "request_three_d_secure": "automatic"
        }
      },
      "payment_method_types": [
        "card",
        "us_bank_account"
      ],
      "payment_status": "paid",
      "permissions": null,
      "phone_number_collection": {
        "enabled": false
      },
      "recovered_from": null,
      "saved_payment_method_options": null,
      "setup_intent": null,
      "shipping_address_collection": null,
      "shipping_cost": null,
      "shipping_options": [],
      "status": "complete",
      "submit_type": null,
      "subscription": "sub_1jZFlPK6NwrKCUFYY4iHKFu5",
      "success_url": "http://127.0.0.1:3000/s",
      "total_details": {
        "amount_discount": 0,
        "amount_shipping": 0,
        "amount_tax": 0
      },
      "ui_mode": "hosted_page",
      "url": null,
      "wallet_options": null
    }
  },
  "livemode": false,
  "pending_webhooks": 1,
  "request": {
    "id": "req_lh7vogxrPvCreK",
    "idempotency_key": null
  },
  "type": "checkout.session.completed"
}', 'pending', 1, 1795530900000, 1795534500000, 1795530900000, 'connection refused');
PRAGMA user_version = 1;
