<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
${library.groupId}	${library.artifactId}	${library.version}	${library.artifact.classifier!}	${library.url!}	<#list entry.getValue() as licence>${licence}<#sep>;</#sep></#list>
</#list>
