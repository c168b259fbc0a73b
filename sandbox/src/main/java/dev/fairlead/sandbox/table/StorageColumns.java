package dev.fairlead.sandbox.table;

import static dev.fairlead.sandbox.table.Column.AGE;
import static dev.fairlead.sandbox.table.Column.NAME;
import static dev.fairlead.sandbox.table.Column.field;
import static dev.fairlead.sandbox.table.Column.number;
import static dev.fairlead.sandbox.table.Column.text;
import static dev.fairlead.sandbox.table.Column.wide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The columns of volumes and their classes. */
final class StorageColumns {

  private static final Map<String, String> MODES =
      Map.of(
          "ReadWriteOnce", "RWO",
          "ReadOnlyMany", "ROX",
          "ReadWriteMany", "RWX",
          "ReadWriteOncePod", "RWOP");
  private static final String UNSET = "<unset>";

  static final Map<String, List<Column>> ALL =
      Map.of(
          "persistentvolumeclaims",
          List.of(
              NAME,
              text("Status", StorageColumns::phase),
              field("Volume", "spec.volumeName"),
              text("Capacity", row -> bound(row, row.text("status.capacity.storage"))),
              text("Access Modes", row -> bound(row, modes(row, "status.accessModes"))),
              field("StorageClass", "spec.storageClassName"),
              text(
                  "VolumeAttributesClass",
                  row -> row.textOr("spec.volumeAttributesClassName", UNSET)),
              AGE,
              wide("VolumeMode", row -> row.textOr("spec.volumeMode", UNSET))),
          "persistentvolumes",
          List.of(
              NAME,
              text("Capacity", row -> row.textOr("spec.capacity.storage", "0")),
              text("Access Modes", row -> modes(row, "spec.accessModes")),
              field("Reclaim Policy", "spec.persistentVolumeReclaimPolicy"),
              text("Status", StorageColumns::phase),
              text("Claim", StorageColumns::claim),
              field("StorageClass", "spec.storageClassName"),
              text(
                  "VolumeAttributesClass",
                  row -> row.textOr("spec.volumeAttributesClassName", UNSET)),
              field("Reason", "status.reason"),
              AGE,
              wide("VolumeMode", row -> row.textOr("spec.volumeMode", UNSET))),
          "storageclasses.storage.k8s.io",
          List.of(
              new Column("Name", "string", "name", 0, StorageColumns::className),
              field("Provisioner", "provisioner"),
              text("ReclaimPolicy", row -> row.textOr("reclaimPolicy", "Delete")),
              text("VolumeBindingMode", row -> row.textOr("volumeBindingMode", "Immediate")),
              text("AllowVolumeExpansion", row -> row.at("allowVolumeExpansion").asBoolean()),
              AGE),
          "volumeattributesclasses.storage.k8s.io",
          List.of(NAME, field("DriverName", "driverName"), AGE),
          "csinodes.storage.k8s.io",
          List.of(NAME, number("Drivers", row -> (long) row.at("spec.drivers").size()), AGE));

  private StorageColumns() {}

  private static String phase(Row row) {
    return row.text("metadata.deletionTimestamp").isEmpty()
        ? row.text("status.phase")
        : "Terminating";
  }

  private static String bound(Row row, String text) {
    return row.text("spec.volumeName").isEmpty() ? "" : text;
  }

  private static String modes(Row row, String path) {
    List<String> modes = new ArrayList<>();
    row.at(path).forEach(mode -> modes.add(MODES.getOrDefault(mode.asText(), mode.asText())));
    return String.join(",", modes);
  }

  private static String claim(Row row) {
    return row.at("spec.claimRef").isObject()
        ? row.text("spec.claimRef.namespace") + "/" + row.text("spec.claimRef.name")
        : "";
  }

  private static String className(Row row) {
    boolean standard =
        row.at("metadata.annotations")
            .path("storageclass.kubernetes.io/is-default-class")
            .asText()
            .equals("true");
    return standard ? row.name() + " (default)" : row.name();
  }
}
