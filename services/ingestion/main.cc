// ingestion: takes deliveries and keeps the change log.
//
// Usage: creditproof-ingestion CONFIG, a creditproof.config.v1.Ingestion text
// file.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <stop_token>
#include <utility>

#include "creditproof/config/v1/config.pb.h"
#include "libs/audit_service/audit_service.h"
#include "libs/base/files.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/embedded_log.h"
#include "libs/policy/decide.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/config.h"
#include "libs/rpc/server.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/bar_service.h"
#include "services/ingestion/change_log_service.h"
#include "services/ingestion/delivery_service.h"
#include "services/ingestion/families.h"
#include "services/ingestion/first_policy.h"
#include "services/ingestion/ingestion_service.h"
#include "services/ingestion/kind_service.h"
#include "services/ingestion/objection_service.h"
#include "services/ingestion/policy_service.h"
#include "services/ingestion/policy_watch.h"
#include "services/ingestion/quarantine_service.h"
#include "services/ingestion/reconciliation_service.h"
#include "services/ingestion/revocation_service.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/source_service.h"
#include "services/ingestion/timeliness_service.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kDeliveries = 8;  // at once; they share one writer
constexpr std::size_t kLeastFollowers = 64;
constexpr std::size_t kFollowersOfPartition = 8;  // services and instances
constexpr std::size_t kWaiters = 4;               // acts of administrators
constexpr std::size_t kReconciliations = 2;       // each scans a table
constexpr std::size_t kWaitingCalls = 64;         // for each executor

// A service's allow-list as an authorizer.
absl::StatusOr<rpc::Authorizer> Allowed(absl::string_view service,
                                        const config::v1::Server& server) {
  ASSIGN_OR_RETURN(rpc::AllowList list,
                   rpc::AllowList::Make(service, server.allowed_clients()));
  return rpc::AllowClients(std::move(list));
}

absl::StatusOr<PartitionSet> AllPartitions(const config::v1::Shard& shard) {
  ASSIGN_OR_RETURN(
      PartitionSet partitions,
      PartitionSet::Make(shard.partition_count(), {shard.partitions().begin(),
                                                   shard.partitions().end()}));
  if (partitions.served().size() == partitions.count()) return partitions;
  return absl::InvalidArgumentError(
      "shard.partitions: the embedded log serves every partition");
}

absl::StatusOr<SweepLimits> SweepLimitsOf(const config::v1::Ingestion& config) {
  SweepLimits limits;
  if (config.has_largest_lapse_share()) {
    limits.largest_share = config.largest_lapse_share();
  }
  if (config.has_few_lapsed_records()) {
    limits.few_records = config.few_lapsed_records();
  }
  if (limits.largest_share >= 0 && limits.largest_share <= 1) return limits;
  return absl::InvalidArgumentError("largest_lapse_share: is not 0 to 1");
}

absl::StatusOr<crypto::Sealer> ReadSealer(const config::v1::Ingestion& config,
                                          const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(
      const std::string keys,
      base::ReadFile(rpc::Resolve(folder, config.sealing_key_file())));
  return crypto::Sealer::FromKeyFile(keys);
}

absl::StatusOr<workdays::Calendar> ReadCalendar(
    const config::v1::Ingestion& config, const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(
      const std::string text,
      base::ReadFile(rpc::Resolve(folder, config.calendar_file())));
  return workdays::Calendar::Parse(text);
}

absl::StatusOr<crypto::SigningKey> ReadReceiptKey(
    const config::v1::Ingestion& config, const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(
      const std::string pem,
      base::ReadFile(rpc::Resolve(folder, config.receipt_key_file())));
  return crypto::SigningKey::FromPem(pem);
}

absl::Status StartPolicy(const config::v1::Ingestion& config,
                         const std::filesystem::path& folder, Writer& writer) {
  ASSIGN_OR_RETURN(
      const std::string text,
      base::ReadFile(rpc::Resolve(folder, config.initial_policy_file())));
  ASSIGN_OR_RETURN(const policy::v1::Policy policy, policy::ParsePolicy(text));
  return ActivateFirstPolicy(policy, writer);
}

void LogAlert(const policy::v1::Policy& policy, const v1::PolicyAlert& alert) {
  base::Log(base::Severity::kWarning, "policy_alert",
            {{"policy", policy.policy_id()},
             {"alert", v1::PolicyAlert::Kind_Name(alert.kind())},
             {"message", alert.message()}});
}

absl::Status Run(const char* config_file) {
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  config::v1::Ingestion config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const config::v1::Server& server = config.server();
  ASSIGN_OR_RETURN(const PartitionSet partitions,
                   AllPartitions(config.shard()));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_deliver,
                   Allowed(v1::IngestionService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::AllowList registrars,
                   rpc::AllowList::Make(v1::SourceService::service_full_name(),
                                        server.allowed_clients()));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_declare,
                   Allowed(v1::KindService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_set_policy,
                   Allowed(v1::PolicyService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_bar,
                   Allowed(v1::BarService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_revoke,
                   Allowed(v1::RevocationService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_see_timeliness,
                   Allowed(v1::TimelinessService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_resolve,
                   Allowed(v1::QuarantineService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_object,
                   Allowed(v1::ObjectionService::service_full_name(), server));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_reconcile,
      Allowed(v1::ReconciliationService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_ask_of_deliveries,
                   Allowed(v1::DeliveryService::service_full_name(), server));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_follow,
      Allowed(changelog::v1::ChangeLogService::service_full_name(), server));

  ASSIGN_OR_RETURN(access::Judge judge,
                   access::Judge::Make(config.grounds(), folder));
  ASSIGN_OR_RETURN(const crypto::Sealer sealer, ReadSealer(config, folder));

  const base::Clock clock = base::SystemClock();
  ASSIGN_OR_RETURN(audit::Retention retention,
                   audit::RetentionBy(config.audit(), clock));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<kv::Store> store,
      OpenStore(rpc::Resolve(folder, config.shard().data_directory()),
                partitions.count()));
  ASSIGN_OR_RETURN(const std::unique_ptr<audit::Trail> trail,
                   audit::Trail::Open(*store, kAudit, std::move(retention)));
  ASSIGN_OR_RETURN(const std::unique_ptr<changelog::EmbeddedLog> log,
                   changelog::EmbeddedLog::Open(*store, kLog, kIds,
                                                partitions.count(), clock));
  ASSIGN_OR_RETURN(const std::unique_ptr<Writer> writer,
                   Writer::Open(*store, *log, partitions.count(), clock));
  ASSIGN_OR_RETURN(const workdays::Calendar calendar,
                   ReadCalendar(config, folder));
  ASSIGN_OR_RETURN(const crypto::SigningKey receipt_key,
                   ReadReceiptKey(config, folder));
  ASSIGN_OR_RETURN(const SweepLimits sweep_limits, SweepLimitsOf(config));
  RETURN_IF_ERROR(ResumeSweeps(*store, *writer));
  DeliveryDesk desk(*store, *writer, sealer, receipt_key, calendar,
                    sweep_limits);
  RETURN_IF_ERROR(StartPolicy(config, folder, *writer));
  const PolicyWatch policy_watch(*store, clock, LogAlert);

  const rpc::CallObserver observe = rpc::AccessLog("ingestion");
  ASSIGN_OR_RETURN(
      const std::unique_ptr<audit::AuditServiceImpl> audit,
      audit::AuditServiceImpl::Make(*trail, judge, server, observe));
  rpc::Executor deliveries(kDeliveries, kWaitingCalls);
  rpc::Executor followers(
      std::max(kLeastFollowers, partitions.count() * kFollowersOfPartition),
      kWaitingCalls);
  rpc::Executor waiters(kWaiters, kWaitingCalls);
  rpc::Executor reconciliations(kReconciliations, kWaitingCalls);
  const rpc::StreamGate delivery_gate(may_deliver, observe, deliveries);
  const rpc::Gate source_gate(rpc::AllowClients(registrars), observe, waiters);
  const rpc::Gate kind_gate(may_declare, observe, waiters);
  const rpc::Gate policy_gate(may_set_policy, observe, waiters);
  const rpc::Gate bar_gate(may_bar, observe, waiters);
  const rpc::Gate revocation_gate(may_revoke, observe, waiters);
  const rpc::Gate quarantine_gate(may_resolve, observe, waiters);
  const rpc::Gate delivery_list_gate(may_ask_of_deliveries, observe, waiters);
  const rpc::Gate objection_gate(may_object, observe, waiters);
  const rpc::Gate reconciliation_gate(may_reconcile, observe, reconciliations);
  const std::stop_source stopping;
  IngestionServiceImpl ingestion(desk, delivery_gate);
  SourceServiceImpl sources(*store, *writer, *trail, source_gate, clock);
  KindServiceImpl kinds(*store, *writer, *trail, kind_gate, clock);
  const SourceActors actors(registrars);
  PolicyServiceImpl policies(
      AuditedCalls(*store, *writer, *trail, actors, clock), policy_gate);
  BarServiceImpl bars(AuditedCalls(*store, *writer, *trail, actors, clock),
                      judge, bar_gate);
  RevocationServiceImpl revocations(
      AuditedCalls(*store, *writer, *trail, actors, clock), revocation_gate);
  DeliveryServiceImpl delivery_list(*store, *writer, *trail, actors,
                                    delivery_list_gate, clock);
  QuarantineServiceImpl quarantine(*store, *writer, *trail, actors, sealer,
                                   calendar, quarantine_gate, clock);
  ObjectionServiceImpl objections(*store, *writer, *trail, actors,
                                  std::move(judge), objection_gate, clock);
  ReconciliationServiceImpl reconciliation(
      {*store, *log, *writer, *trail, partitions.count(), actors}, receipt_key,
      reconciliation_gate, clock);
  TimelinessServiceImpl timeliness(
      *store, receipt_key, calendar,
      rpc::Gate(may_see_timeliness, observe, waiters), clock);
  ChangeLogServiceImpl change_log(
      *log, partitions, rpc::Gate(may_follow, observe, waiters),
      rpc::StreamGate(may_follow, observe, followers), stopping.get_token());
  return rpc::RunServer(
      server, folder,
      {&ingestion, &sources, &kinds, &policies, &bars, &revocations,
       &delivery_list, &quarantine, &objections, &reconciliation, &timeliness,
       &change_log, audit.get()},
      stopping);
}

}  // namespace
}  // namespace creditproof::ingestion

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-ingestion CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::ingestion::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "ingestion: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
