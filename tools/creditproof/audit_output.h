// Audit entries, and what a walk over a trail found, printed.
#pragma once

#include "creditproof/audit/v1/audit.pb.h"
#include "creditproof/audit/v1/audit_service.pb.h"
#include "tools/creditproof/instances.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

Json AuditEntryJson(const ServiceInstance& instance,
                    const audit::v1::AuditEntry& entry);
void PrintAuditEntry(const ServiceInstance& instance,
                     const audit::v1::AuditEntry& entry);

// `known` is the earlier end that it was compared with; unset for none.
Json TrailJson(const ServiceInstance& instance,
               const audit::v1::TrailState& state,
               const audit::v1::ChainPoint& known);
void PrintTrail(const ServiceInstance& instance,
                const audit::v1::TrailState& state,
                const audit::v1::ChainPoint& known);

}  // namespace creditproof::tool
