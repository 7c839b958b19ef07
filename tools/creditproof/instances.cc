#include "tools/creditproof/instances.h"

#include "absl/strings/str_join.h"

namespace creditproof::tool {

std::vector<ServiceInstance> InstancesOf(const Connection& connection) {
  std::vector<ServiceInstance> instances;
  for (const Service& service : connection.services()) {
    for (const auto& instance : service.config.instances()) {
      const auto& partitions = instance.partitions();
      instances.push_back(
          {service.name, instance.address(), absl::StrJoin(partitions, ","),
           partitions.empty() ? 0 : partitions.Get(0), service.peer.get()});
    }
  }
  return instances;
}

}  // namespace creditproof::tool
